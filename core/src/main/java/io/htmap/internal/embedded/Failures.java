package io.htmap.internal.embedded;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.MapOptions;
import io.htmap.internal.attempt.BackOff;
import io.htmap.internal.attempt.Stop;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.MapState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a component whose function threw again, as often as the option {@code retries} says. One that has used up its
 * retries and is run anew all the same has as many again.
 */
final class Failures {
    private final Supplier<MapState> state;
    private final int retries;
    private final Duration firstDelay;

    Failures(Supplier<MapState> state, MapOptions options) {
        this.state = state;
        this.retries = options.retries().orElse(0);
        this.firstDelay = options.retryDelay().orElse(Duration.ZERO);
    }

    /** @param stop why the attempt had been told to go, or null if it had not: what was asked for goes before a retry */
    Verdict judge(int component, @Nullable Stop stop, Verdict verdict) {
        int retry = 1 + before(component) % (retries + 1);
        if (retry > retries) {
            return verdict;
        }
        if (stop == Stop.HOLD) {
            return new Verdict(verdict.end(), verdict.reason() + "; held on request", Verdict.ON_REQUEST, 0);
        }
        if (stop == Stop.REMOVE) {
            return new Verdict(AttemptEnd.REMOVED, verdict.reason() + "; removed on request", 0, 0);
        }
        Duration delay = BackOff.before(firstDelay, retry);
        return verdict.runsAgainIn(delay, retry + " of " + retries + " retries (option retries) in " + words(delay));
    }

    /** Returns how long a component that is idle still waits for its retry. */
    Duration waitOf(int component) {
        if (retries == 0) {
            return Duration.ZERO;
        }
        List<Attempt> attempts = Budgets.attempts(state.get(), component);
        Attempt last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        if (last == null || !threw(last)) {
            return Duration.ZERO;
        }
        int retry = 1 + (before(component) - 1) % (retries + 1);
        Duration delay = BackOff.before(firstDelay, retry);
        Duration waited = Duration.between(last.end().orElseThrow(), Instant.now());
        // the clock may have been set back
        return waited.isNegative() || waited.compareTo(delay) < 0 ? delay.minus(atLeastZero(waited)) : Duration.ZERO;
    }

    private int before(int component) {
        return Budgets.count(Budgets.attempts(state.get(), component), Failures::threw);
    }

    private static boolean threw(Attempt attempt) {
        return attempt.how().orElse(null) == AttemptEnd.ERRORED;
    }

    private static Duration atLeastZero(Duration waited) {
        return waited.isNegative() ? Duration.ZERO : waited;
    }

    private static String words(Duration delay) {
        return delay.toMillis() / 1000.0 + " s";
    }
}
