package io.htmap.runtime.internal.run;

/**
 * When the runner started.
 *
 * @param wallMillis by the wall clock, in milliseconds since 1970
 * @param nanos by {@link System#nanoTime}
 * @param earlierNanos how long the same attempt had run before, in processes that ended with a commit
 */
record Start(long wallMillis, long nanos, long earlierNanos) {
    static Start now() {
        return new Start(System.currentTimeMillis(), System.nanoTime(), 0);
    }

    /** Returns the same for an attempt that had run before. */
    Start after(long earlier) {
        return new Start(wallMillis, nanos, earlier);
    }

    /** Returns when the attempt would have started if nothing had interrupted it. */
    long attemptNanos() {
        return nanos - earlierNanos;
    }

    /** Returns how long the attempt has run. */
    long elapsedNanos() {
        return System.nanoTime() - attemptNanos();
    }
}
