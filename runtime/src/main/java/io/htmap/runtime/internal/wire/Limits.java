package io.htmap.runtime.internal.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long an attempt may run, each with its own exit code if it is too long.
 *
 * @param stallTimeout without a sign of getting on; null for as long as it likes. What is over then is
 *     {@link ExitCode#STALLED}
 * @param runTimeLeft at all, of what its component may run; null for as long as it likes. What is over then is
 *     {@link ExitCode#OUT_OF_TIME}
 */
public record Limits(Duration stallTimeout, Duration runTimeLeft) {
    /** As long as it likes. */
    public static final Limits NONE = new Limits(null, null);

    private static final String NO_LIMIT = "-";

    /** Returns whether there is no limit; starts faster than a comparison. */
    public boolean isNone() {
        return stallTimeout == null && runTimeLeft == null;
    }

    /**
     * Reads two words, durations in whole milliseconds or a hyphen for no limit.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static Limits parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("not two limits: " + text);
        }
        return new Limits(duration(words[0]), duration(words[1]));
    }

    private static Duration duration(String millis) {
        return millis.equals(NO_LIMIT) ? null : Duration.ofMillis(Long.parseLong(millis));
    }

    /** Returns the two words. */
    public String toText() {
        return word(stallTimeout) + " " + word(runTimeLeft);
    }

    private static String word(Duration limit) {
        return limit == null ? NO_LIMIT : Long.toString(TimeUnit.MILLISECONDS.convert(limit));
    }
}
