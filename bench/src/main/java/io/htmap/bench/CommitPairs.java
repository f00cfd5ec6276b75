package io.htmap.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The commit of a checkpoint and a plain forced copy of the same bytes, in turns, so that a busy machine is as busy for
 * the one as for the other. {@code CommitPairs BYTES [PAIRS]}
 */
public final class CommitPairs {
    private static final int WARM_UP = 5;

    private CommitPairs() {}

    /** Prints medians and their ratio. */
    public static void main(String[] args) throws IOException {
        CheckpointBenchmark benchmark = new CheckpointBenchmark();
        benchmark.size = Long.parseLong(args[0]);
        int pairs = args.length == 1 ? 25 : Integer.parseInt(args[1]);
        benchmark.prepare();
        try {
            measure(benchmark, pairs);
        } finally {
            benchmark.clean();
        }
    }

    private static void measure(CheckpointBenchmark benchmark, int pairs) throws IOException {
        double[] commits = new double[pairs];
        double[] copies = new double[pairs];
        double[] ratios = new double[pairs];
        for (int i = -WARM_UP; i < pairs; i++) {
            long start = System.nanoTime();
            benchmark.checkpoint();
            long middle = System.nanoTime();
            benchmark.forcedCopy();
            long end = System.nanoTime();
            if (i >= 0) {
                commits[i] = (middle - start) / 1e6;
                copies[i] = (end - middle) / 1e6;
                ratios[i] = commits[i] / copies[i];
            }
        }
        System.out.printf(
                Locale.ROOT,
                "bytes=%d pairs=%d java=%s commit=%.1f ms copy=%.1f ms ratio_of_medians=%.2f median_of_ratios=%.2f%n",
                benchmark.size,
                pairs,
                System.getProperty("java.version"),
                median(commits),
                median(copies),
                median(commits) / median(copies),
                median(ratios));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
