package io.htmap.runtime.internal.wire;

/**
 * What an attempt started from and saved, over all processes that carried it.
 *
 * @param from number of the generation that it started from, 0 for none; {@link #NOT_STARTED} as long as it has not
 *     come so far
 * @param fromAttempt the attempt that had committed that generation, 0 if there is none
 * @param fromMillis how long that attempt had run at that commit
 * @param saves how many generations it committed
 * @param savedMillis how long it had run at the last of these commits, 0 if there was none
 */
public record WorkMarks(int from, int fromAttempt, long fromMillis, int saves, long savedMillis) {
    /** In place of the number of a generation: nobody knows what it would have started from. */
    public static final int NOT_STARTED = -1;

    /** Not started yet, and nothing saved. */
    public static final WorkMarks NONE = new WorkMarks(NOT_STARTED, 0, 0, 0, 0);

    /** Returns whether it came so far as to start, from a generation or from scratch. */
    public boolean hasStarted() {
        return from != NOT_STARTED;
    }

    /** Returns the same with another start. */
    public WorkMarks startingFrom(int generation, int attempt, long millis) {
        return new WorkMarks(generation, attempt, millis, saves, savedMillis);
    }

    /** Returns the same after one more commit, at which the attempt had run so long. */
    public WorkMarks plusSave(long millis) {
        return new WorkMarks(from, fromAttempt, fromMillis, saves + 1, millis);
    }
}
