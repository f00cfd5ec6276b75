package io.htmap.cli;

import java.time.Duration;
import java.util.Locale;

/** Times for people. */
final class Times {
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Times() {}

    /** Says a time that is not negative: {@code 3.4s}, {@code 5m07s}, {@code 26h05m}. */
    static String of(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1fs", Math.floor(time.toMillis() / 100.0) / 10);
        }
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%dm%02ds", seconds / MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%dh%02dm", seconds / HOUR, seconds / MINUTE % MINUTE);
    }
}
