package io.htmap.internal.event;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processor time as HTCondor writes it: {@code Usr 0 00:01:02, Sys 0 00:00:03}. */
final class UsageText {
    private static final String ONE = "(\\d{1,9}) (\\d{1,3}):(\\d{1,3}):(\\d{1,3})";
    private static final Pattern BOTH = Pattern.compile("Usr " + ONE + ", Sys " + ONE + ".*");

    private UsageText() {}

    /** Returns what the line says, nothing if it says nothing. */
    static Usage parse(String line) {
        Matcher match = BOTH.matcher(line);
        return match.matches() ? new Usage(duration(match, 1), duration(match, 5)) : Usage.NONE;
    }

    static String format(Usage usage) {
        return "Usr " + format(usage.user()) + ", Sys " + format(usage.system());
    }

    private static String format(Duration time) {
        return String.format(
                Locale.ROOT,
                "%d %02d:%02d:%02d",
                time.toDays(),
                time.toHoursPart(),
                time.toMinutesPart(),
                time.toSecondsPart());
    }

    private static Duration duration(Matcher match, int group) {
        return Duration.ofDays(Long.parseLong(match.group(group)))
                .plusHours(Long.parseLong(match.group(group + 1)))
                .plusMinutes(Long.parseLong(match.group(group + 2)))
                .plusSeconds(Long.parseLong(match.group(group + 3)));
    }
}
