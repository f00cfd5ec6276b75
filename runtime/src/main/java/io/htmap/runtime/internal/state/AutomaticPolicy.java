package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import java.util.concurrent.TimeUnit;

/** See {@link SavePolicy#automatic()}. */
public record AutomaticPolicy(double overhead) implements SavePolicy {
    /** The bound on the share of the time that saving may take. */
    public static final double USUAL_OVERHEAD = 0.05;

    private static final long serialVersionUID = 1L;
    private static final double LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double UNTRIED_NANOS = TimeUnit.HOURS.toNanos(4);

    @Override
    public long intervalNanos(SaveCosts costs) {
        double cost = costs.saveNanos();
        double meanTime = costs.losses() == 0 ? UNTRIED_NANOS : (double) costs.runNanos() / costs.losses();
        double least = Math.max(LEAST_NANOS, cost * (1 - overhead) / overhead);
        return (long) Math.max(least, optimum(cost, meanTime));
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
