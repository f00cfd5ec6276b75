package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import java.util.concurrent.TimeUnit;

/** See {@link SavePolicy#automatic()}. */
public record AutomaticPolicy(OverheadBound bound) implements SavePolicy {
    private static final long serialVersionUID = 1L;
    private static final double LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double UNTRIED_NANOS = TimeUnit.HOURS.toNanos(4);

    @Override
    public long intervalNanos(SaveCosts costs) {
        double meanTime = (UNTRIED_NANOS + costs.runNanos()) / (1.0 + costs.losses());
        double least = Math.max(LEAST_NANOS, bound.leastNanos(costs));
        return (long) Math.max(least, optimum(costs.saveNanos(), meanTime));
    }

    /** Daly's estimate; a save that costs more than twice the time between losses is worth one a loss. */
    static double optimum(double cost, double meanTime) {
        if (cost >= 2 * meanTime) {
            return meanTime;
        }
        double ratio = Math.sqrt(cost / (2 * meanTime));
        return Math.sqrt(2 * cost * meanTime) * (1 + ratio / 3 + ratio * ratio / 9) - cost;
    }
}
