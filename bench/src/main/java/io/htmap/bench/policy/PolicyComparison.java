package io.htmap.bench.policy;

import io.htmap.runtime.SavePolicy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The automatic policy against the best fixed interval, which is found by search on the same losses: a simulated year of
 * them. {@code PolicyComparison [SEED]}
 */
public final class PolicyComparison {
    private static final long YEAR = TimeUnit.DAYS.toNanos(365);
    private static final long STEP = TimeUnit.SECONDS.toNanos(1);
    private static final List<Long> SAVE_MILLIS = List.of(100L, 1000L, 10_000L, 60_000L, 600_000L);
    private static final List<Long> MEAN_MINUTES = List.of(10L, 60L, 6 * 60L, 24 * 60L, 7 * 24 * 60L);
    private static final List<Long> WORK_HOURS = List.of(8L, 365 * 24L);

    private PolicyComparison() {}

    /** Prints a line for each kind of losses, length of the work, time between losses and cost of a save. */
    public static void main(String[] args) {
        long seed = args.length == 0 ? 1 : Long.parseLong(args[0]);
        System.out.println("seed " + seed + "; wasted: saves and work done again, of a simulated year");
        System.out.println("losses       work     mean time  save     best interval  wasted   automatic  ratio");
        for (Losses losses : Losses.values()) {
            WORK_HOURS.forEach(hours -> compare(losses, hours, seed));
        }
    }

    private static void compare(Losses losses, long workHours, long seed) {
        for (long minutes : MEAN_MINUTES) {
            double mean = TimeUnit.MINUTES.toNanos(minutes);
            long[] times = losses.times(mean, YEAR, seed);
            for (long millis : SAVE_MILLIS) {
                SimulatedComponents.Costs costs = new SimulatedComponents.Costs(
                        TimeUnit.MILLISECONDS.toNanos(millis), STEP, TimeUnit.HOURS.toNanos(workHours));
                BestInterval best = BestInterval.search(costs, mean, times);
                double automatic = SimulatedComponents.wasted(SavePolicy.automatic(), costs, times);
                System.out.printf(
                        Locale.ROOT,
                        "%-11s %6d h  %6d min  %5.1f s  %9.0f s  %8.3f %%  %8.3f %%   %5.2f%n",
                        losses.name().toLowerCase(Locale.ROOT),
                        workHours,
                        minutes,
                        millis / 1e3,
                        best.nanos() / 1e9,
                        100 * best.wasted(),
                        100 * automatic,
                        automatic / best.wasted());
            }
        }
    }
}
