package io.htmap.internal.event;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processor time as HTCondor writes it: {@code Usr 0 00:01:02, Sys 0 00:00:03}. */
final class UsageText {
    private static final String NOTHING = "Usr 0 00:00:00, Sys 0 00:00:00";
    private static final String ONE = "(\\d{1,9}) (\\d{1,3}):(\\d{1,3}):(\\d{1,3})";
    private static final Pattern BOTH = Pattern.compile("Usr " + ONE + ", Sys " + ONE + ".*");

    private UsageText() {}

    /** Returns what the line says, nothing if it says nothing. */
    static Usage parse(String line) {
        if (line.startsWith(NOTHING)) {
            return Usage.NONE;
        }
        Matcher match = BOTH.matcher(line);
        return match.matches() ? new Usage(duration(match, 1), duration(match, 5)) : Usage.NONE;
    }

    static void append(StringBuilder out, Usage usage) {
        append(out.append("Usr "), usage.user());
        append(out.append(", Sys "), usage.system());
    }

    private static void append(StringBuilder out, Duration time) {
        out.append(time.toDays());
        Padded.append(out.append(' '), time.toHoursPart(), 2);
        Padded.append(out.append(':'), time.toMinutesPart(), 2);
        Padded.append(out.append(':'), time.toSecondsPart(), 2);
    }

    private static Duration duration(Matcher match, int group) {
        return Duration.ofDays(Long.parseLong(match.group(group)))
                .plusHours(Long.parseLong(match.group(group + 1)))
                .plusMinutes(Long.parseLong(match.group(group + 2)))
                .plusSeconds(Long.parseLong(match.group(group + 3)));
    }
}
