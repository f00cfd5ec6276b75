package io.htmap.runtime.internal.wire;

import java.util.Optional;

/**
 * How the runner ends by its own will. The numbers are part of the wire format and never change.
 *
 * <p>The user's function shares the process and can end it with any number, these too: a number counts as the runner's
 * own only if the marks say so ({@link ScratchMarks#ownExit}). And whatever the exit code: a whole output file at the
 * place that the job names is the component's output.
 */
public enum ExitCode {
    /** An output record, a value, was written. */
    COMPLETED(0),
    /** The function threw; an output record, its report, was written. */
    ERRORED(1),
    /** Told to leave (SIGTERM, or the scheduler's end of the pipe closed), and left; nothing that was saved is lost. */
    EVICTED(80),
    /** The function has ended, but its output could not be written, for instance because the disk is full. */
    OUTPUT_NOT_WRITTEN(81),
    /** The function ended with an OutOfMemoryError: its fault, or its memory request's. */
    OUT_OF_MEMORY(82),
    /** The job, the function or the input cannot be read; standard error says which and why. */
    BAD_JOB(83),
    /** A later attempt has taken over, or this one was called off before it began: whatever it did is to be ignored. */
    FENCED(84),
    /** HTCondor's checkpoint exit code: the checkpoint is to be transferred and the job started again. */
    CHECKPOINTED(85),
    /** A checkpoint is there but could not be read or copied, for instance because the disk is full; it is kept. */
    NOT_RESTORED(86),
    /** Got nowhere for too long, and was ended; nothing that was saved is lost. */
    STALLED(87),
    /** Its component has run as long as it may, and was ended; nothing that was saved is lost. */
    OUT_OF_TIME(88);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** Returns the process's exit code. */
    public int number() {
        return number;
    }

    /** Returns whether an output file must be there when the runner has ended so. */
    public boolean leavesOutput() {
        return this == COMPLETED || this == ERRORED;
    }

    /** Returns the meaning of an exit code, or nothing if it is not one of the runner's. */
    public static Optional<ExitCode> of(int number) {
        for (ExitCode code : values()) {
            if (code.number == number) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
