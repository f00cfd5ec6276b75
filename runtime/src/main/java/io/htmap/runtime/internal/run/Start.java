package io.htmap.runtime.internal.run;

/**
 * When the runner started.
 *
 * @param wallMillis by the wall clock, in milliseconds since 1970
 * @param nanos by {@link System#nanoTime}
 */
record Start(long wallMillis, long nanos) {
    static Start now() {
        return new Start(System.currentTimeMillis(), System.nanoTime());
    }

    long elapsedNanos() {
        return System.nanoTime() - nanos;
    }
}
