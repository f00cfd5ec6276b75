package io.htmap.internal.attempt;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Hold;
import io.htmap.MapOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A hold for memory that HTCondor itself ends: the node held the job for what it used, and its submit description says to
 * release it with more, as the option {@code maxMemoryMb} wants. Pure.
 */
public final class MemoryHold {
    /** By the policy of the node, or by its control group. */
    private static final int NODE_POLICY = 21;

    private static final int OVER_RESOURCES = 34;
    private static final int OVER_MEMORY = 102;

    private static final String ENDS = "; HTCondor releases it with more memory (option maxMemoryMb)";

    /** HTCondor looks once in a minute or so, seldomer where it is busy; after this time nobody should count on it. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private MemoryHold() {}

    /** Returns the submit description's words for such a hold. */
    public static String expression(String code, String subcode) {
        return "(" + code + " =?= " + NODE_POLICY + " || " + code + " =?= " + OVER_RESOURCES + ") && " + subcode
                + " =?= " + OVER_MEMORY;
    }

    /**
     * Returns the hold, with a word about it if it ends by itself.
     *
     * @param options complete options
     * @param attempts those of the component's latest job
     */
    public static Hold explained(Hold hold, MapOptions options, List<Attempt> attempts, Instant now) {
        return isForMemory(hold) && isMoreLeft(options, attempts) && isRecent(attempts, now)
                ? new Hold(hold.reason() + ENDS, hold.code(), hold.subcode())
                : hold;
    }

    /** Returns whether somebody who waits for the component may go on, by {@link #explained}. */
    public static boolean endsByItself(Hold hold) {
        return hold.reason().endsWith(ENDS);
    }

    private static boolean isForMemory(Hold hold) {
        return (hold.code() == NODE_POLICY || hold.code() == OVER_RESOURCES) && hold.subcode() == OVER_MEMORY;
    }

    /** Each time it ran out of memory it was given at least twice as much. */
    private static boolean isMoreLeft(MapOptions options, List<Attempt> attempts) {
        long least = options.memoryMb().orElseThrow();
        long failures = attempts.stream()
                .filter(attempt ->
                        attempt.how().filter(AttemptEnd.FAILED::equals).isPresent())
                .count();
        long doublings = Math.min(Math.max(failures - 1, 0), RequeueCode.MEMORY_LEVELS);
        return least << doublings < options.maxMemoryMb().orElse(least);
    }

    private static boolean isRecent(List<Attempt> attempts, Instant now) {
        return !attempts.isEmpty()
                && attempts.get(attempts.size() - 1)
                        .end()
                        .filter(end -> end.plus(PATIENCE).isAfter(now))
                        .isPresent();
    }
}
