package io.htmap.internal.attempt;

import io.htmap.AttemptEnd;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a worker means, and whose fault it is. Pure.
 *
 * <p>A process that we did not signal and that dies of SIGKILL or SIGTERM lost its node. System.exit, an
 * OutOfMemoryError and a crash in native code are the function's.
 *
 * @param end how the attempt ended
 * @param reason one line for people
 * @param holdCode HTCondor's hold code, where the component is held; else 0
 * @param holdSubcode its subcode
 * @param again how long the component waits before it runs again; null if it does not
 */
public record Verdict(AttemptEnd end, String reason, int holdCode, int holdSubcode, @Nullable Duration again) {
    /** Hold codes as HTCondor has them. */
    public static final int ON_REQUEST = 1;

    public static final int POLICY = 3;
    public static final int CANNOT_START = 6;
    public static final int OUTPUT_TRANSFER = 12;
    public static final int INPUT_TRANSFER = 13;
    public static final int OVER_RESOURCES = 34;
    private static final int ENOSPC = 28;
    /** How the reasons begin of ends that must be found again in the log. */
    private static final String STALLED = "it got nowhere (option stallTimeout)";

    private static final String OUT_OF_TIME = "its run time is used up (option maxRunTime)";
    private static final int SIGNAL_BASE = 128;
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    /**
     * What was seen of a worker that is gone.
     *
     * @param exit its exit code, 128 and the signal's number if one killed it; empty if nobody was there to see
     * @param marks what the runner left
     * @param stop why we told it to go, or null if we did not
     * @param killed whether we killed it, its grace period being over
     * @param grace that grace period
     * @param lastWords the last line of its standard error, empty if there is none
     * @param memoryMb what the component asked for, 0 if that is not known
     */
    public record Evidence(
            Optional<Integer> exit,
            ScratchMarks marks,
            @Nullable Stop stop,
            boolean killed,
            Duration grace,
            String lastWords,
            long memoryMb) {}

    /** A verdict by which the component runs again at once if it has just lost its node, and else not at all. */
    public Verdict(AttemptEnd end, String reason, int holdCode, int holdSubcode) {
        this(end, reason, holdCode, holdSubcode, end.isEviction() && holdCode == 0 ? Duration.ZERO : null);
    }

    /** Returns whether the component is idle again. */
    public boolean runsAgain() {
        return again != null;
    }

    /** Returns the same end, after which the component runs again. */
    public Verdict runsAgainIn(Duration wait, String why) {
        return new Verdict(end, joined(why), 0, 0, wait);
    }

    /** Returns the same end, after which the component is held: it has used up what it may have. */
    public Verdict heldForPolicy(int subcode, String why) {
        return new Verdict(end, joined(why), POLICY, subcode);
    }

    private String joined(String why) {
        return reason.isEmpty() ? why : reason + "; " + why;
    }

    /** The end of a worker that left no output. */
    public static Verdict withoutOutput(Evidence seen) {
        if (seen.stop != null) {
            return stopped(seen, seen.stop);
        }
        if (seen.exit.isEmpty()) {
            return unseen(seen.marks);
        }
        int exit = seen.exit.get();
        Optional<ExitCode> own = seen.marks.ownExit(exit);
        return own.isPresent() ? runnerEnded(seen, own.get()) : processEnded(seen, exit);
    }

    /** The end of a worker whose scheduler had ended before. */
    private static Verdict unseen(ScratchMarks marks) {
        return switch (ExitCode.of(marks.endedWith()).orElse(ExitCode.FENCED)) {
            case EVICTED -> new Verdict(AttemptEnd.EVICTED, "its scheduler ended, and it left politely", 0, 0);
            case STALLED -> stalled();
            case OUT_OF_TIME -> outOfTime();
            default -> lost("it ended together with its scheduler");
        };
    }

    private static Verdict stopped(Evidence seen, Stop stop) {
        String how = seen.killed
                ? stop.words() + "; killed, since it had not ended within " + seconds(seen.grace)
                : stop.words();
        return switch (stop) {
            case VACATE, SHUTDOWN -> new Verdict(AttemptEnd.EVICTED, how, 0, 0);
            case HOLD -> new Verdict(AttemptEnd.HELD, how + " on request", ON_REQUEST, 0);
            case REMOVE -> new Verdict(AttemptEnd.REMOVED, how + " on request", 0, 0);
        };
    }

    private static Verdict runnerEnded(Evidence seen, ExitCode code) {
        return switch (code) {
            case EVICTED -> lost("somebody else told it to leave (SIGTERM)");
            case FENCED -> lost("another attempt had taken its place");
            case OUTPUT_NOT_WRITTEN ->
                held("the output could not be written: " + wordsOnFullDisk(seen), OUTPUT_TRANSFER, ENOSPC);
            case NOT_RESTORED ->
                held("the checkpoint could not be restored: " + wordsOnFullDisk(seen), INPUT_TRANSFER, ENOSPC);
            case BAD_JOB -> held("the function or its input cannot be read: " + words(seen), INPUT_TRANSFER, 0);
            case STALLED -> stalled();
            case OUT_OF_TIME -> outOfTime();
            case OUT_OF_MEMORY -> held("the function ran out of memory" + asked(seen.memoryMb), OVER_RESOURCES, 0);
            case COMPLETED, ERRORED, CHECKPOINTED ->
                held("the runner ended with code " + code.number() + " but left no output", OUTPUT_TRANSFER, 0);
        };
    }

    private static Verdict processEnded(Evidence seen, int exit) {
        if (seen.marks.exiting()) {
            return held("the function called System.exit(" + exit + ")", POLICY, exit);
        }
        int signal = exit - SIGNAL_BASE;
        if (signal == SIGKILL || signal == SIGTERM) {
            return lost("killed by signal " + signal + ", which we did not send");
        }
        if (!seen.marks.started()) {
            return held("Java did not start (exit code " + exit + "): " + words(seen), CANNOT_START, exit);
        }
        if (signal > 0 && signal < 65) {
            return held("its JVM crashed with " + signalName(signal) + ": " + words(seen), POLICY, signal);
        }
        return held("the function ended its JVM with code " + exit, POLICY, exit);
    }

    private static String signalName(int signal) {
        return signal == SIGABRT
                ? "SIGABRT, or with SIGSEGV or SIGBUS, after which Java ends itself so (its standard output says which)"
                : "signal " + signal;
    }

    private static Verdict stalled() {
        return new Verdict(AttemptEnd.EVICTED, STALLED, 0, 0);
    }

    /** Returns whether an attempt with such a reason was ended since it got nowhere. */
    public static boolean isStalled(String reason) {
        return reason.startsWith(STALLED);
    }

    private static Verdict outOfTime() {
        return new Verdict(AttemptEnd.HELD, OUT_OF_TIME, POLICY, ExitCode.OUT_OF_TIME.number());
    }

    /** Returns whether an attempt with such a reason had used up its component's run time. */
    public static boolean isOutOfTime(String reason) {
        return reason.startsWith(OUT_OF_TIME);
    }

    private static Verdict lost(String reason) {
        return new Verdict(AttemptEnd.LOST, reason, 0, 0);
    }

    private static Verdict held(String reason, int code, int subcode) {
        return new Verdict(AttemptEnd.FAILED, reason, code, subcode);
    }

    private static String words(Evidence seen) {
        return seen.lastWords.isEmpty() ? "it left no message" : seen.lastWords;
    }

    private static String wordsOnFullDisk(Evidence seen) {
        return seen.lastWords.isEmpty()
                ? "there was no room for a message either, so the disk is full: free some space, then release it"
                : seen.lastWords;
    }

    private static String asked(long memoryMb) {
        return memoryMb > 0 ? " (it asked for " + memoryMb + " MB)" : "";
    }

    private static String seconds(Duration grace) {
        return grace.toMillis() / 1000.0 + " s";
    }
}
