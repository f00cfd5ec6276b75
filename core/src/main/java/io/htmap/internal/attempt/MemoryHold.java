package io.htmap.internal.attempt;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Hold;
import io.htmap.MapOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * A hold for memory that HTCondor itself ends: the node held the job for what it used, and its submit description says to
 * release it with more, as the option {@code maxMemoryMb} wants. Pure.
 */
public final class MemoryHold {
    /** By the policy of the node, or by its control group. */
    private static final int NODE_POLICY = 21;

    private static final int OVER_RESOURCES = 34;
    private static final int OVER_MEMORY = 102;

    private static final String RELEASED = "; HTCondor releases it with more memory";
    private static final String OPTION = " (option maxMemoryMb)";

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
     * @param slotMb the memory of the last one's slot, in MiB; empty if it is not known
     */
    public static Hold explained(
            Hold hold, MapOptions options, List<Attempt> attempts, OptionalInt slotMb, Instant now) {
        if (!isForMemory(hold) || !isRecent(attempts, now) || !isMoreLeft(options, attempts, slotMb)) {
            return hold;
        }
        return new Hold(hold.reason() + RELEASED + next(options, slotMb) + OPTION, hold.code(), hold.subcode());
    }

    /** Returns whether somebody who waits for the component may go on, by {@link #explained}. */
    public static boolean endsByItself(Hold hold) {
        return hold.reason().contains(RELEASED) && hold.reason().endsWith(OPTION);
    }

    private static boolean isForMemory(Hold hold) {
        return (hold.code() == NODE_POLICY || hold.code() == OVER_RESOURCES) && hold.subcode() == OVER_MEMORY;
    }

    /** As the submit description asks. */
    private static boolean isMoreLeft(MapOptions options, List<Attempt> attempts, OptionalInt slotMb) {
        long least = options.memoryMb().orElseThrow();
        long most = options.maxMemoryMb().orElse(least);
        return least < most && (slotMb.isPresent() ? slotMb.getAsInt() : leastGiven(options, attempts)) < most;
    }

    /** Each time it ran out of memory it was given at least twice as much. */
    private static long leastGiven(MapOptions options, List<Attempt> attempts) {
        long failures = attempts.stream()
                .filter(attempt ->
                        attempt.how().filter(AttemptEnd.FAILED::equals).isPresent())
                .count();
        long doublings = Math.min(Math.max(failures - 1, 0), RequeueCode.MEMORY_LEVELS);
        return options.memoryMb().orElseThrow() << doublings;
    }

    /** As the submit description doubles it. */
    private static String next(MapOptions options, OptionalInt slotMb) {
        long most = options.maxMemoryMb().orElseThrow();
        return slotMb.isPresent() ? ", " + Math.min(most, 2L * slotMb.getAsInt()) + " MB" : "";
    }

    private static boolean isRecent(List<Attempt> attempts, Instant now) {
        return !attempts.isEmpty()
                && attempts.get(attempts.size() - 1)
                        .end()
                        .filter(end -> end.plus(PATIENCE).isAfter(now))
                        .isPresent();
    }
}
