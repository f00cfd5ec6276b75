package io.htmap.testkit.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How a check is to be done.
 *
 * @param same how results are compared; null for the usual way
 * @param watched folders outside the working directory whose files count as results
 * @param ignored files and folders there that do not
 */
public record Settings(
        long seed,
        int atMost,
        Duration grace,
        @Nullable BiPredicate<Object, Object> same,
        List<Path> watched,
        List<Path> ignored,
        List<String> javaOptions) {
    private static final int USUAL_RUNS = 60;
    private static final Duration USUAL_GRACE = Duration.ofSeconds(10);

    /** Returns what is usual. */
    public static Settings usual() {
        return new Settings(1, USUAL_RUNS, USUAL_GRACE, null, List.of(), List.of(), List.of());
    }

    public Settings seed(long other) {
        return new Settings(other, atMost, grace, same, watched, ignored, javaOptions);
    }

    public Settings atMost(int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException("the bound on the runs is " + runs + "; give 1 or more");
        }
        return new Settings(seed, runs, grace, same, watched, ignored, javaOptions);
    }

    public Settings grace(Duration period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("the grace period is " + period + "; give more than 0");
        }
        return new Settings(seed, atMost, period, same, watched, ignored, javaOptions);
    }

    public Settings comparing(BiPredicate<Object, Object> comparison) {
        return new Settings(seed, atMost, grace, comparison, watched, ignored, javaOptions);
    }

    public Settings watching(Path folder) {
        return new Settings(seed, atMost, grace, same, and(watched, folder), ignored, javaOptions);
    }

    public Settings ignoring(Path fileOrFolder) {
        return new Settings(seed, atMost, grace, same, watched, and(ignored, fileOrFolder), javaOptions);
    }

    public Settings javaOptions(List<String> options) {
        return new Settings(seed, atMost, grace, same, watched, ignored, options);
    }

    private static List<Path> and(List<Path> paths, Path more) {
        List<Path> all = new ArrayList<>(paths);
        all.add(more.toAbsolutePath().normalize());
        return List.copyOf(all);
    }
}
