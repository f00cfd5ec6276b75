package io.htmap.internal.attempt;

import io.htmap.AttemptEnd;
import java.util.Optional;

/**
 * The exit codes by which a component on HTCondor asks to be run again, and says why: its last exit code is what HTCondor
 * keeps for a job, whoever restarts what. The script of the jobs has the same numbers. Pure.
 */
public final class RequeueCode {
    /** It was told to leave, and that was once too often. */
    public static final int EVICTED_TOO_OFTEN = 130;

    /** The same, every other time: so one that was held for it is not held again for an exit code of before. */
    public static final int EVICTED_TOO_OFTEN_AGAIN = 131;

    /** The function threw; this and the codes after it say how long the retry waits. */
    public static final int RETRY = 132;

    /** So many waits of retries there are; the last one stays. */
    public static final int WAITS = 13;

    private RequeueCode() {}

    /** Returns how an attempt ended after which HTCondor ran its job again, by the exit code; empty if that does not say. */
    public static Optional<AttemptEnd> end(int code) {
        return code >= RETRY && code < RETRY + WAITS ? Optional.of(AttemptEnd.ERRORED) : Optional.empty();
    }
}
