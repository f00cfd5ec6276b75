package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.ComponentProgress;
import io.htmap.Status;
import java.util.Locale;
import java.util.Map;

/** How far maps and components are. */
final class Shares {
    private static final double PERCENT = 100;
    /** Shown as 99 %. */
    private static final double ALMOST_ALL = 0.999;

    private Shares() {}

    /** Says how far a component is: {@code 37 of 100 (37 %): relaxing}. */
    static String words(ComponentProgress progress) {
        String of = counts(progress);
        return progress.note().isEmpty() ? of : of + ": " + progress.note().replaceAll("\\p{Cntrl}", " ");
    }

    /** Of one that has done more than it said there was, the counts alone: it has not ended. */
    private static String counts(ComponentProgress progress) {
        if (progress.total() == 0) {
            return Long.toString(progress.done());
        }
        String of = progress.done() + " of " + progress.total();
        boolean tooMuch = progress.done() > progress.total();
        return tooMuch ? of : of + " (" + percent(progress.fraction().orElseThrow()) + ")";
    }

    /** Returns how many components' worth of work those on nodes have done. */
    static double onNodes(ComponentMap<?, ?> map) {
        return map.progress().values().stream()
                .mapToDouble(progress -> progress.fraction().orElse(0))
                .sum();
    }

    /** Returns the share of a map that is done, those on nodes counted in part; all only if all have ended. */
    static double done(Map<Status, Integer> counts, double onNodes) {
        long total = counts.values().stream().mapToLong(Integer::longValue).sum();
        long ended = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isTerminal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        double most = ended < total ? ALMOST_ALL : 1;
        return Math.min(most, (ended + onNodes) / Math.max(1, total));
    }

    /** Says a share: {@code 37 %}; 100 % only if nothing is missing. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", (long) Math.floor(share * PERCENT));
    }
}
