package io.htmap.bench.losses;

import io.htmap.bench.losses.Mark.What;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What components told, added up; times in seconds. */
final class MeasuredLosses {
    private final List<AttemptLoss> attempts = new ArrayList<>();
    private final List<Mark> steps = new ArrayList<>();

    /** Reads what so many components told. */
    static MeasuredLosses of(Path folder, int components) throws IOException {
        MeasuredLosses measured = new MeasuredLosses();
        for (int component = 0; component < components; component++) {
            measured.add(Mark.in(KilledSteps.file(folder, component)));
        }
        return measured;
    }

    private void add(List<Mark> marks) {
        int from = 0;
        for (int at = 1; at < marks.size(); at++) {
            Mark mark = marks.get(at);
            if (mark.attempt() > marks.get(from).attempt()) {
                addAttempt(marks.subList(from, at), mark.step());
                from = at;
            }
        }
    }

    /** What it told while the signal was under way does not count. */
    private void addAttempt(List<Mark> marks, int kept) {
        int killed = 0;
        while (killed < marks.size() && marks.get(killed).what() != What.KILLED) {
            killed++;
        }
        if (killed == marks.size()) {
            throw new IllegalStateException("attempt " + marks.get(0).attempt() + " did not end by its own hand");
        }
        List<Mark> counted = marks.subList(0, killed + 1);
        attempts.add(AttemptLoss.of(counted, kept));
        // before it knows what a save costs, a policy is asked twice
        counted.stream()
                .filter(mark -> mark.what() == What.DONE && mark.costNanos() > 0)
                .forEach(steps::add);
    }

    int kills() {
        return attempts.size();
    }

    double wall() {
        return sum(AttemptLoss::all);
    }

    double meanTimeBetween() {
        return wall() / kills();
    }

    double secondsASave() {
        return sum(AttemptLoss::saving) / sum(AttemptLoss::saves);
    }

    double interval() {
        return mean(Mark::intervalNanos);
    }

    /** Returns that of the quarter of the attempts that knew most. */
    double lateInterval() {
        int last = steps.stream().mapToInt(Mark::attempt).max().orElse(0);
        return steps.stream()
                        .filter(mark -> mark.attempt() * 4 > last * 3)
                        .mapToLong(Mark::intervalNanos)
                        .average()
                        .orElse(Double.NaN)
                / 1e9;
    }

    /** Returns the share that is predicted for the intervals of all steps. */
    double predicted(Prediction prediction) {
        double all = steps.stream()
                .mapToDouble(mark -> 1 / (1 - prediction.wasted(mark.intervalNanos() / 1e9)))
                .sum();
        return 1 - steps.size() / all;
    }

    double policysCost() {
        return mean(Mark::costNanos);
    }

    private double mean(ToLongFunction<Mark> of) {
        return steps.stream().mapToLong(of).average().orElse(Double.NaN) / 1e9;
    }

    double lostEach() {
        return sum(AttemptLoss::again) / kills();
    }

    /** Returns a share of the time with its standard error, of the ratio of two sums over attempts. */
    Share share(ToDoubleFunction<AttemptLoss> part) {
        double share = sum(part) / wall();
        double squares = sum(loss -> Math.pow(part.applyAsDouble(loss) - share * loss.all(), 2));
        int number = kills();
        return new Share(share, Math.sqrt(squares * number / (number - 1)) / wall());
    }

    private double sum(ToDoubleFunction<AttemptLoss> part) {
        return attempts.stream().mapToDouble(part).sum();
    }

    /** A share and its standard error. */
    record Share(double value, double error) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f %% +- %.2f %%", 100 * value, 100 * error);
        }
    }
}
