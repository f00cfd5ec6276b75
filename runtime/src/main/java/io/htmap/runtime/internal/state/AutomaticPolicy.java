package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import java.util.concurrent.TimeUnit;

/**
 * See {@link SavePolicy#automatic()}.
 *
 * @param bound on the overhead
 * @param yields whether the bound only holds as long as no work was lost: after that, a bound that is too low would lose
 *     more than it spares
 */
public record AutomaticPolicy(OverheadBound bound, boolean yields) implements SavePolicy {
    private static final long serialVersionUID = 1L;
    private static final double LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What is assumed besides what was seen: half a loss, as Jeffreys' prior for a rate has it, in four hours. */
    private static final double ASSUMED_LOSSES = 0.5;

    private static final double ASSUMED_NANOS = TimeUnit.HOURS.toNanos(4);

    @Override
    public long intervalNanos(SaveCosts costs) {
        double meanTime = (ASSUMED_NANOS + costs.runNanos()) / (ASSUMED_LOSSES + costs.losses());
        return (long) Math.max(leastOf(costs), optimum(costs.saveNanos(), meanTime));
    }

    private double leastOf(SaveCosts costs) {
        return yields && costs.losses() > 0 ? LEAST_NANOS : Math.max(LEAST_NANOS, bound.leastNanos(costs));
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
