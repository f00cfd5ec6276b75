package io.htmap;

import java.time.Duration;

/** Refuses values of options that make no sense. */
final class OptionChecks {
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private OptionChecks() {}

    static long atLeast(String option, long value, long least) {
        if (value < least) {
            throw new HtmapException("option " + option + " is " + value + "; the least is " + least);
        }
        return value;
    }

    /** Refuses null; the method's parameter says otherwise, so a caller may not have known. */
    static <T> T given(String option, T value) {
        if (value == null) {
            throw new HtmapException("option " + option + " is null; give a value, or leave it out");
        }
        return value;
    }

    static Duration atLeast(String option, Duration value, long leastSeconds) {
        atMostACentury(option, value);
        if (value.compareTo(Duration.ofSeconds(leastSeconds)) < 0) {
            throw new HtmapException("option " + option + " is " + value + "; the least is " + leastSeconds + " s");
        }
        return value;
    }

    static int between(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new HtmapException(
                    "option " + option + " is " + value + "; give a number between " + least + " and " + most);
        }
        return value;
    }

    static Duration notNegative(String option, Duration value) {
        atMostACentury(option, value);
        if (value.isNegative()) {
            throw new HtmapException("option " + option + " is " + value + "; give a duration of at least 0 s");
        }
        return value;
    }

    /** What is longer may not be countable any more, in milliseconds or on an access point. */
    private static void atMostACentury(String option, Duration value) {
        if (given(option, value).compareTo(CENTURY) > 0) {
            throw new HtmapException(
                    "option " + option + " is " + value + "; the most is " + CENTURY.toDays() + " days");
        }
    }

    static Duration atMostADay(String option, Duration value) {
        if (given(option, value).isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new HtmapException("option " + option + " is " + value + "; give a duration between 0 s and 1 day");
        }
        return value;
    }
}
