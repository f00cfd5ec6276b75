package io.htmap.runtime.internal.checkpoint;

/**
 * The circumstances of a commit.
 *
 * @param committedAtMillis the node's wall clock, in milliseconds since 1970
 * @param elapsedNanos since the runner's start, by its monotonic clock
 * @param stdoutBytes length of the attempt's standard output by then; 0 if it is not a file
 * @param stderrBytes length of its standard error by then; 0 if it is not a file
 * @param progress what the function had said last, or else how many steps its resumable form had done; null if
 *     there is neither
 */
public record CommitFacts(
        long committedAtMillis, long elapsedNanos, long stdoutBytes, long stderrBytes, Progress progress) {
    /** Of a function that says nothing. */
    public CommitFacts(long committedAtMillis, long elapsedNanos, long stdoutBytes, long stderrBytes) {
        this(committedAtMillis, elapsedNanos, stdoutBytes, stderrBytes, null);
    }
}
