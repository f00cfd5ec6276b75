package io.htmap.runtime.internal.run;

/** The attempt that this JVM carries, if any. */
public final class CurrentAttempt {
    private static volatile AttemptContext current;

    private CurrentAttempt() {}

    /** Returns the attempt, or null in a JVM that is no runner. */
    public static AttemptContext get() {
        return current;
    }

    static void set(AttemptContext attempt) {
        current = attempt;
    }
}
