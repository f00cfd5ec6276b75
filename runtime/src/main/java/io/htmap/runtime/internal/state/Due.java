package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;

/** When a form is to be saved next, by its policy. Not thread-safe. */
final class Due {
    private final SavePolicy policy;
    private long offers;
    private long dueNanos;
    private long leastNanos;

    Due(SavePolicy policy) {
        this.policy = policy;
    }

    /** A state was offered. */
    void offered() {
        offers++;
    }

    /** The form was saved. */
    void saved() {
        offers = 0;
    }

    /** Something is known of the costs of saves and losses. */
    void follow(SaveCosts costs) {
        dueNanos = policy.intervalNanos(costs);
        leastNanos = policy.leastNanos(costs);
    }

    /** Returns whether it is to be saved after so long without a save. */
    boolean isNow(long waitedNanos) {
        long steps = policy.steps();
        return waitedNanos >= leastNanos && (steps > 0 ? offers >= steps : waitedNanos >= dueNanos);
    }
}
