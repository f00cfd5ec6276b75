package io.htmap.internal.embedded;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.internal.attempt.UsedUp;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.MapState;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Holds a component that was evicted as often as the option {@code maxEvictions} says; released, it has as many again. */
final class Evictions {
    private final Supplier<MapState> state;
    private final OptionalInt max;

    Evictions(Supplier<MapState> state, OptionalInt max) {
        this.state = state;
        this.max = max;
    }

    Verdict judge(int component, Verdict verdict) {
        if (max.isEmpty()) {
            return verdict;
        }
        int evictions = 1 + Budgets.count(Budgets.attempts(state.get(), component), Evictions::wasEvicted);
        if (evictions % max.getAsInt() != 0) {
            return verdict;
        }
        return verdict.heldForPolicy(evictions, UsedUp.evictions(evictions));
    }

    /** One that got nowhere counts among the losses. */
    private static boolean wasEvicted(Attempt attempt) {
        return attempt.how().orElse(null) == AttemptEnd.EVICTED && !Verdict.isStalled(attempt.reason());
    }
}
