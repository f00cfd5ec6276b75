package io.htmap.bench.losses;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.runtime.internal.io.DurableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;

/**
 * How much is lost with processes that are killed, measured beside what theory says: components save by a policy, and
 * lose their processes at times that are exponentially distributed. {@code LostWork [COMPONENTS [KILLS [MEAN_SECONDS [POLICY [STATE_MB
 * [SEED]]]]]]}, where KILLS are those of each component, and POLICY is a fixed interval in seconds, "automatic", or as
 * "automatic:120" the automatic one for which each second is two minutes.
 */
public final class LostWork {
    private static final int MEGABYTE = 1_000_000;

    private LostWork() {}

    /** Runs on the scheduler that is configured, and prints both. */
    public static void main(String[] args) throws Exception {
        int components = Integer.parseInt(argument(args, 0, "6"));
        int stateMegabytes = Integer.parseInt(argument(args, 4, "16"));
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("user.home")), "lost-work")
                .toRealPath();
        KilledSteps steps = new KilledSteps(
                folder.toString(),
                Integer.parseInt(argument(args, 1, "12")),
                Double.parseDouble(argument(args, 2, "30")),
                Plan.of(argument(args, 3, "automatic:120")),
                stateMegabytes * MEGABYTE,
                Long.parseLong(argument(args, 5, "1")));
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            long start = System.nanoTime();
            ComponentMap<Integer, Integer> map =
                    htmap.map("lost", steps, Collections.nCopies(components, 0), options(stateMegabytes));
            map.await();
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s, took %.0f s%n",
                    map.schedulerName(),
                    steps,
                    (System.nanoTime() - start) / 1e9);
            print(MeasuredLosses.of(folder, components), steps.meanSeconds());
            map.remove();
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    private static String argument(String[] args, int at, String usual) {
        return args.length > at ? args[at] : usual;
    }

    private static MapOptions options(int stateMegabytes) {
        return MapOptions.builder()
                .memoryMb(128 + 8 * stateMegabytes)
                .maxLosses(10_000)
                .build();
    }

    private static void print(MeasuredLosses measured, double mean) {
        double save = measured.secondsASave();
        Prediction prediction = new Prediction(mean, save);
        double interval = measured.interval();
        System.out.printf(
                Locale.ROOT,
                """
                kills                            %d in %.0f s, so one in %.1f s; the distribution's mean is %.1f s
                a save takes                     %.3f s; to the policy's knowledge %.3f s
                interval chosen                  %.2f s; by the last quarter of the attempts %.2f s
                interval of Young's rule         %.2f s; with the policy's cost of a save %.2f s
                lost, saving                     %s
                lost, done again                 %s; %.2f s each, predicted %.2f s
                lost, both                       %s
                predicted for the chosen         %.2f %%
                predicted for Young's            %.2f %%
                """,
                measured.kills(),
                measured.wall(),
                measured.meanTimeBetween(),
                mean,
                save,
                measured.policysCost(),
                interval,
                measured.lateInterval(),
                prediction.young(),
                new Prediction(mean, measured.policysCost()).young(),
                measured.share(AttemptLoss::saving),
                measured.share(AttemptLoss::again),
                measured.lostEach(),
                prediction.lostEach(interval),
                measured.share(AttemptLoss::wasted),
                100 * measured.predicted(prediction),
                100 * prediction.wasted(prediction.young()));
    }
}
