package io.htmap.internal.attempt;

import java.time.Duration;

/** How long a component waits before it is tried again: twice as long each time, up to an hour. Pure. */
public final class BackOff {
    /** No wait is longer than this, unless the first one is. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /** The first wait doubled so often is longer than any. */
    private static final int DOUBLED_AT_MOST = 40;

    private BackOff() {}

    /**
     * Returns the wait before a retry.
     *
     * @param first the wait before the first one
     * @param retry which one it is, from 1
     */
    public static Duration before(Duration first, int retry) {
        Duration longest = longest(first);
        if (retry > DOUBLED_AT_MOST) {
            return first.isZero() ? first : longest;
        }
        Duration doubled = first.multipliedBy(1L << (retry - 1));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    /** Returns, in a few words, that a component has been tried again as often as it may be. */
    public static String usedUp(int retries) {
        return "no retry is left of " + retries + " (option retries)";
    }

    /** Returns the longest wait of those that begin so. */
    public static Duration longest(Duration first) {
        return first.compareTo(LONGEST) < 0 ? LONGEST : first;
    }
}
