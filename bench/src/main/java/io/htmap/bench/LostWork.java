package io.htmap.bench;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How much work is lost with a node, measured beside what theory says: components save at a fixed interval, and their
 * processes are killed at times that are exponentially distributed. {@code LostWork [COMPONENTS [KILLS [MEAN_SECONDS
 * [INTERVAL_SECONDS]]]]}, where KILLS are those of each component.
 */
public final class LostWork {
    private static final int STEP_MILLIS = 50;

    private LostWork() {}

    /** Runs on the scheduler that is configured, and prints both. */
    public static void main(String[] args) throws Exception {
        int components = argument(args, 0, 6);
        int kills = argument(args, 1, 8);
        double mean = argument(args, 2, 30);
        int interval = argument(args, 3, 10);
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("user.home")), "lost-work")
                .toRealPath();
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            Steps steps = new Steps(folder.toString(), kills, mean, interval);
            MapOptions options = MapOptions.builder()
                    .memoryMb(128)
                    .commitInterval(Duration.ZERO)
                    .maxLosses(10_000)
                    .build();
            long start = System.nanoTime();
            ComponentMap<Integer, Integer> map = htmap.map("lost", steps, Collections.nCopies(components, 0), options);
            map.await();
            double took = (System.nanoTime() - start) / 1e9;
            print(map, lost(folder, components), mean, interval, took);
            map.remove();
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    private static int argument(String[] args, int at, int usual) {
        return args.length > at ? Integer.parseInt(args[at]) : usual;
    }

    private static void print(ComponentMap<?, ?> map, List<Double> lost, double mean, double interval, double took) {
        long losses = 0;
        for (int component = 0; component < map.size(); component++) {
            losses += map.attempts(component).stream()
                    .filter(attempt -> attempt.how().orElse(null) == AttemptEnd.LOST)
                    .count();
        }
        double sum = lost.stream().mapToDouble(Double::doubleValue).sum();
        double most = lost.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "scheduler=%s losses=%d mean_time_between=%.0f s interval=%.0f s lost_each: measured=%.2f s"
                        + " predicted=%.2f s most=%.2f s took=%.0f s%n",
                map.schedulerName(),
                losses,
                mean,
                interval,
                sum / losses,
                predicted(mean, interval),
                most,
                took);
    }

    /**
     * Returns the mean time since the last save when losses come without memory: that of an exponential distribution cut
     * off at the interval, in which each beginning interval is lost or survived (J. T. Daly, A higher order estimate of
     * the optimum checkpoint interval for restart dumps, 2006).
     */
    static double predicted(double mean, double interval) {
        return mean - interval / Math.expm1(interval / mean);
    }

    /** The work that each process but the first found undone though another had done it, in seconds. */
    private static List<Double> lost(Path folder, int components) throws IOException {
        List<Double> lost = new ArrayList<>();
        for (int component = 0; component < components; component++) {
            int farthest = 0;
            for (String line : Files.readAllLines(folder.resolve("steps-" + component))) {
                int step = Integer.parseInt(line.substring(1));
                if (line.charAt(0) == 'S' && farthest > step) {
                    lost.add((farthest - step) * STEP_MILLIS / 1000.0);
                }
                farthest = Math.max(farthest, step);
            }
        }
        return lost;
    }

    /** Does steps until it has been killed often enough, and tells each in a file that survives. */
    private record Steps(String folder, int kills, double mean, int interval) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer input) throws Exception {
            Path told = Path.of(folder, "steps-" + Component.index());
            if (Component.attempt() > kills) {
                return 0;
            }
            killLater();
            boolean[] begun = new boolean[1];
            return Resumable.from(() -> 0)
                    .until(step -> step < 0)
                    .saving(SavePolicy.every(Duration.ofSeconds(interval)))
                    .evolve(step -> {
                        if (!begun[0]) {
                            begun[0] = true;
                            tell(told, "S" + step);
                        }
                        Thread.sleep(STEP_MILLIS);
                        tell(told, "D" + (step + 1));
                        return step + 1;
                    });
        }

        private static void tell(Path file, String line) throws IOException {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        private void killLater() {
            double uniform = new SplittableRandom().nextDouble();
            long delay = (long) (-1000 * mean * Math.log1p(-uniform));
            Thread killer = new Thread(() -> {
                try {
                    Thread.sleep(delay);
                    String self = Long.toString(ProcessHandle.current().pid());
                    new ProcessBuilder("/bin/kill", "-KILL", self).start();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            killer.setDaemon(true);
            killer.start();
        }
    }
}
