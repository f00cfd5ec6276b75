package io.htmap.condor.internal;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.MemoryHold;
import io.htmap.internal.attempt.RequeueCode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The memory of a component that ran out of it and is given more: twice as much at each level, and at the last one all that
 * it may have. How much that is by now travels with the component's state; HTCondor learns it from the exit code by which
 * the job asked for more, and from then on from an attribute that the job sets. Immutable.
 */
final class MemoryLevels {
    private static final int LAST = RequeueCode.MEMORY_LEVELS;

    /** Set by the runner, in MiB. HTCondor lets jobs set attributes that begin so, if nobody has changed that. */
    private static final String NOTED = "int(ChirpHtmapMemory)";

    private static final String FOR_MEMORY = MemoryHold.expression("LastHoldReasonCode", "LastHoldReasonSubCode");

    private final long least;
    private final long most;

    /** @param options complete options */
    MemoryLevels(MapOptions options) {
        this.least = options.memoryMb().orElseThrow();
        this.most = Math.max(least, options.maxMemoryMb().orElse(least));
    }

    boolean grow() {
        return most > least;
    }

    /** Returns the memory of a level from 1 on, in MiB. The script of the jobs computes the same. */
    long at(int level) {
        return level == LAST ? most : Math.min(most, least << level);
    }

    /**
     * Returns what a job asks for, in MiB: this, or what it has been given.
     *
     * @param megabytes the number, or the name of a submit description's that has it
     */
    String request(String megabytes) {
        if (!grow()) {
            return megabytes;
        }
        return "max({" + megabytes + ", ifThenElse(isInteger(" + NOTED + "), " + NOTED + ", 0), " + byExitCode() + ", "
                + byHold() + "})";
    }

    private String byExitCode() {
        String levels = LongStream.rangeClosed(1, LAST)
                .map(level -> at((int) level))
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", "));
        return "ifThenElse((ExitCode >= " + RequeueCode.MORE_MEMORY + " && ExitCode <= " + RequeueCode.LAST
                + ") =?= true, {" + levels + ", " + levels + "}[ExitCode - " + RequeueCode.MORE_MEMORY + "], 0)";
    }

    /** The node held it for its memory; it had this much, and now it has just been released, or runs with more. */
    private String byHold() {
        return "ifThenElse((" + FOR_MEMORY + " && isInteger(MemoryProvisioned)) =?= true, min({" + most
                + ", MemoryProvisioned * ifThenElse((JobStatus == 1 && LastJobStatus == 5) =?= true, 2, 1)}), 0)";
    }

    /** Returns the lines of a submit description that let HTCondor release a job that a node has held for its memory. */
    List<String> lines() {
        return grow()
                ? List.of("periodic_release = " + MemoryHold.expression("HoldReasonCode", "HoldReasonSubCode")
                        + " && MemoryProvisioned < " + most)
                : List.of();
    }

    /** Returns the script's arguments: the memory that it begins with, and all that it may have, 0 for no more. */
    List<String> arguments() {
        return List.of(Long.toString(least), Long.toString(grow() ? most : 0));
    }
}
