package io.htmap.bench.policy;

import io.htmap.runtime.SavePolicy;
import java.time.Duration;

/**
 * The fixed interval that wastes least on given losses, which nobody could know beforehand.
 *
 * @param nanos the interval
 * @param wasted the share of the time that it wastes
 */
record BestInterval(double nanos, double wasted) {
    private static final double COARSE = 1.1;
    private static final double FINE = 1.01;

    /** Tries all intervals, 10 % apart, from a quarter of Young's to twelve times that; then finer ones near the best. */
    static BestInterval search(SimulatedComponents.Costs costs, double meanNanos, long[] losses) {
        double young = Math.sqrt(2 * costs.saveNanos() * meanNanos);
        BestInterval coarse = search(young / 4, young * 12, COARSE, costs, losses);
        BestInterval fine = search(coarse.nanos / COARSE, coarse.nanos * COARSE, FINE, costs, losses);
        return fine.wasted < coarse.wasted ? fine : coarse;
    }

    private static BestInterval search(
            double from, double to, double factor, SimulatedComponents.Costs costs, long[] losses) {
        BestInterval best = new BestInterval(from, Double.MAX_VALUE);
        for (double nanos = from; nanos <= to; nanos *= factor) {
            SavePolicy policy = SavePolicy.every(Duration.ofNanos((long) nanos));
            double wasted = SimulatedComponents.wasted(policy, costs, losses);
            if (wasted < best.wasted) {
                best = new BestInterval(nanos, wasted);
            }
        }
        return best;
    }
}
