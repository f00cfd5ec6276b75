package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;

/** See {@link SavePolicy#withOverheadAtMost}. */
public record BoundedPolicy(SavePolicy policy, OverheadBound bound) implements SavePolicy {
    private static final long serialVersionUID = 1L;

    @Override
    public long intervalNanos(SaveCosts costs) {
        return Math.max(policy.intervalNanos(costs), leastNanos(costs));
    }

    @Override
    public long steps() {
        return policy.steps();
    }

    @Override
    public long leastNanos(SaveCosts costs) {
        return Math.max(policy.leastNanos(costs), (long) bound.leastNanos(costs));
    }
}
