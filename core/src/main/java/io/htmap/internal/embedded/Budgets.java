package io.htmap.internal.embedded;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.MapOptions;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Judges the ends of attempts by what a component may have: each kind of end has a limit of its own. What was used up
 * already is counted in the log, so that a scheduler that is killed forgets nothing. Used by the scheduler's one thread.
 */
final class Budgets {
    private final RunTime runTime;
    private final Losses losses;
    private final Evictions evictions;
    private final Failures failures;
    private final MoreMemory memory;

    /** @param state the log's, as of its last commit: the attempt that is judged goes on there */
    Budgets(
            MapDirectory map,
            Supplier<MapState> state,
            MapOptions options,
            RunTime runTime,
            Requests requests,
            Machine machine) {
        this.runTime = runTime;
        this.losses = new Losses(
                state,
                component -> Losses.lastCommittingAttempt(map.checkpoints(component)),
                options.maxLosses().orElseThrow());
        this.evictions = new Evictions(state, options.maxEvictions());
        this.failures = new Failures(state, options);
        this.memory = new MoreMemory(requests, options, machine);
    }

    /**
     * Returns the verdict, or the same end with what the component's budget makes of it.
     *
     * @param millis how long the attempt ran, or -1 if nobody knows
     * @throws IOException when what the component is given could not be made durable
     */
    Verdict judge(int component, Verdict.Evidence seen, long millis, Verdict verdict) throws IOException {
        Verdict timed = runTime.judge(component, millis, verdict);
        if (timed.end().isEviction() && timed.holdCode() != 0) {
            return timed;
        }
        if (Losses.isLoss(timed.end(), timed.reason())) {
            return losses.judge(component, seen.marks(), timed);
        }
        return switch (timed.end()) {
            case EVICTED -> evictions.judge(component, timed);
            case ERRORED -> failures.judge(component, seen.stop(), timed);
            case FAILED -> memory.judge(component, seen, timed);
            default -> timed;
        };
    }

    /** Returns how long an idle component still has to wait before it may run. */
    Duration waitOf(int component) {
        return failures.waitOf(component);
    }

    /**
     * Returns the attempts of a component since it was last run again, or came to an end of its own; what it had used up
     * before does not count.
     */
    static List<Attempt> attempts(MapState state, int component) {
        List<Attempt> all = state.attempts(component);
        int first = all.size();
        while (first >= state.firstAttempt(component) && !isOver(all.get(first - 1))) {
            first--;
        }
        return all.subList(first, all.size());
    }

    private static boolean isOver(Attempt attempt) {
        AttemptEnd how = attempt.how().orElse(null);
        return how == AttemptEnd.COMPLETED || how == AttemptEnd.REMOVED;
    }

    /** Counts the attempts that ended so. */
    static int count(List<Attempt> attempts, Predicate<Attempt> ended) {
        return (int) attempts.stream().filter(ended).count();
    }
}
