package io.htmap.internal.attempt;

import io.htmap.AttemptEnd;
import java.util.Optional;

/**
 * The exit codes by which a component on HTCondor asks to be run again, and says why: its last exit code is what HTCondor
 * keeps for a job, whoever restarts what. The script of the jobs has the same numbers. They are above those that wrappers and
 * containers end with when a signal ended what they had started, 128 and the signal's number, 64 at most. Pure.
 */
public final class RequeueCode {
    /** It was told to leave, and that was once too often. */
    public static final int EVICTED_TOO_OFTEN = 200;

    /** The same, every other time: so one that was held for it is not held again for an exit code of before. */
    public static final int EVICTED_TOO_OFTEN_AGAIN = 201;

    /** The function threw; this and the codes after it say how long the retry waits. */
    public static final int RETRY = 202;

    /** Its process was lost, or stood still; the note of its end says which, but comes home later. */
    private static final int LOST_OR_STALLED = 93;

    /** So many waits of retries there are; the last one stays. */
    public static final int WAITS = 13;

    /**
     * The function ran out of memory; this and the codes after it say at which level it is now: twice as much as at the one
     * before, up to the option {@code maxMemoryMb}.
     */
    public static final int MORE_MEMORY = RETRY + WAITS;

    /** So many levels there are above the memory that it begins with; at the last one it has all that it may have. */
    public static final int MEMORY_LEVELS = 6;

    /** Its node had less memory than it was given before: this and the codes after it ask for that level again. */
    public static final int TOO_LITTLE_MEMORY = MORE_MEMORY + MEMORY_LEVELS;

    /** The greatest of all. */
    public static final int LAST = TOO_LITTLE_MEMORY + MEMORY_LEVELS - 1;

    private RequeueCode() {}

    /** Returns how an attempt ended after which HTCondor ran its job again, by the exit code; empty if that does not say. */
    public static Optional<AttemptEnd> end(int code) {
        if (code < RETRY || code > LAST) {
            return Optional.empty();
        }
        if (code < MORE_MEMORY) {
            return Optional.of(AttemptEnd.ERRORED);
        }
        return Optional.of(code < TOO_LITTLE_MEMORY ? AttemptEnd.FAILED : AttemptEnd.LOST);
    }

    /** Returns why, in a few words; empty where only the node knows it, or the code does not say. */
    public static Optional<String> reason(int code) {
        if (code == LOST_OR_STALLED) {
            return Optional.of("its process was killed, or it got nowhere (option stallTimeout)");
        }
        if (code < MORE_MEMORY || code > LAST) {
            return Optional.empty();
        }
        return Optional.of(
                code < TOO_LITTLE_MEMORY
                        ? "the function ran out of memory; " + MemoryGiven.at(code - MORE_MEMORY + 1)
                        : "its node had less memory than it needs by now (option maxMemoryMb)");
    }
}
