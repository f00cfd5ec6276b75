package io.htmap.internal.embedded;

import io.htmap.Attempt;
import io.htmap.MapOptions;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.MapState;
import io.htmap.runtime.internal.wire.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long components may run. What a component has used up is counted in the log, by what its attempts measured; one that
 * was held for it and released has as much again.
 */
final class RunTime {
    private final Supplier<MapState> state;
    private final Optional<Duration> max;
    private final Optional<Duration> stallTimeout;

    RunTime(Supplier<MapState> state, MapOptions options) {
        this.state = state;
        this.max = options.maxRunTime();
        this.stallTimeout = options.stallTimeout();
    }

    /** Returns the limits of a component's next attempt. */
    Limits limits(int component) {
        return new Limits(
                stallTimeout.orElse(null),
                max.map(most -> most.minus(used(counted(component)))).orElse(null));
    }

    /**
     * Returns the verdict, with how long the component has run if that was too long.
     *
     * @param millis how long the attempt ran that has just ended, or -1 if nobody knows
     */
    Verdict judge(int component, long millis, Verdict verdict) {
        if (!Verdict.isOutOfTime(verdict.reason())) {
            return verdict;
        }
        List<Attempt> counted = counted(component);
        Duration used = used(counted).plusMillis(Math.max(0, millis));
        long ended =
                counted.stream().filter(attempt -> attempt.how().isPresent()).count();
        String words = verdict.reason() + ": it has run for " + seconds(used) + " of "
                + seconds(max.orElse(Duration.ZERO)) + ", attempts: " + (ended + 1);
        return new Verdict(verdict.end(), words, verdict.holdCode(), verdict.holdSubcode());
    }

    /** Returns the attempts since the component was last held for its run time, or run again. */
    private List<Attempt> counted(int component) {
        List<Attempt> attempts = state.get().attempts(component);
        int least = state.get().firstAttempt(component) - 1;
        int first = attempts.size();
        while (first > least && !Verdict.isOutOfTime(attempts.get(first - 1).reason())) {
            first--;
        }
        return attempts.subList(first, attempts.size());
    }

    private static Duration used(List<Attempt> attempts) {
        return attempts.stream()
                .map(attempt -> attempt.duration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
