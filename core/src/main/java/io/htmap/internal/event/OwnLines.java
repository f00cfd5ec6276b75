package io.htmap.internal.event;

import io.htmap.AttemptEnd;
import io.htmap.spi.RerunFrom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words that both the formatter and the parser know, above all the lines that only we write. */
final class OwnLines {
    /** Before the process number in an execute event; HTCondor's reader takes it for a property of the slot. */
    static final String PID = "HtmapPid = ";

    /** What HTCondor writes for a hold without a reason. */
    static final String NO_REASON = "Reason unspecified";

    /** Text of the generic event that stands in place of an event whose writer died in the middle. */
    static final String CLOSED_TORN_EVENT = "htmap closed a torn event";

    /** In a submit event, before what a component starts from that runs again. */
    static final String AGAIN = "htmap again from ";

    private static final String FACTS = "htmap ";
    private static final Pattern FACTS_LINE =
            Pattern.compile("htmap(?: end=(\\w+))?(?: ms=(\\d{1,18}))?(?: (exit|signal)=(-?\\d{1,9}))?");

    private OwnLines() {}

    /** Returns what a component starts from, or null if the line, maybe of a newer version, does not say. */
    static @Nullable RerunFrom parseAgain(String line) {
        try {
            return RerunFrom.parse(line.substring(AGAIN.length()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static boolean isFacts(String line) {
        return line.startsWith(FACTS);
    }

    /** Reads a line of facts; what a newer version may have put there is nothing to us. */
    static EndFacts parseFacts(String line) {
        Matcher facts = FACTS_LINE.matcher(line);
        if (!facts.lookingAt()) {
            return EndFacts.UNKNOWN;
        }
        return new EndFacts(end(facts.group(1)), number(facts.group(2), -1), exit(facts.group(3), facts.group(4)));
    }

    /** Appends a line of facts, or nothing if none is known. */
    static void append(StringBuilder out, EndFacts facts) {
        if (facts.equals(EndFacts.UNKNOWN)) {
            return;
        }
        out.append("\thtmap");
        if (facts.end() != null) {
            out.append(" end=").append(facts.end());
        }
        if (facts.millis() >= 0) {
            out.append(" ms=").append(facts.millis());
        }
        Exit exit = facts.exit();
        if (exit != null) {
            out.append(exit.bySignal() ? " signal=" : " exit=").append(exit.number());
        }
        out.append('\n');
    }

    /** Returns the number, or another value if it is none. */
    static long number(@Nullable String digits, long otherwise) {
        try {
            return digits == null ? otherwise : Long.parseLong(digits.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static @Nullable AttemptEnd end(@Nullable String name) {
        for (AttemptEnd end : AttemptEnd.values()) {
            if (end.name().equals(name)) {
                return end;
            }
        }
        return null;
    }

    private static @Nullable Exit exit(@Nullable String kind, @Nullable String number) {
        return kind == null || number == null ? null : new Exit(kind.equals("signal"), Integer.parseInt(number));
    }
}
