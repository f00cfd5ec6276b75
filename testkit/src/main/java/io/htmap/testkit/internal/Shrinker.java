package io.htmap.testkit.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a shorter or simpler sequence of losses that shows a fault too. */
final class Shrinker {
    private static final int MOST_TRIALS = 12;

    /** Runs a plan. */
    interface Runs {
        Optional<Fault> run(Plan plan) throws IOException, InterruptedException;
    }

    private final Runs runs;
    private final Set<Plan> tried;
    private int left = MOST_TRIALS;

    /** @param passed plans that are known to show nothing */
    Shrinker(Runs runs, Set<Plan> passed) {
        this.runs = runs;
        this.tried = new HashSet<>(passed);
    }

    Fault shrink(Fault fault) throws IOException, InterruptedException {
        Fault shortest = fault;
        Optional<Fault> shorter = Optional.of(fault);
        while (shorter.isPresent()) {
            shortest = shorter.get();
            shorter = firstOf(simpler(shortest.plan()));
        }
        return shortest;
    }

    private Optional<Fault> firstOf(List<Plan> candidates) throws IOException, InterruptedException {
        for (Plan candidate : candidates) {
            if (left > 0 && tried.add(candidate)) {
                left--;
                Optional<Fault> fault = runs.run(candidate);
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    /** The simplest first. */
    static List<Plan> simpler(Plan plan) {
        List<Plan> simpler = new ArrayList<>();
        for (int i = 0; plan.strikes().size() > 1 && i < plan.strikes().size(); i++) {
            simpler.add(plan.without(i));
        }
        if (!plan.isPlain()) {
            simpler.add(new Plan(
                    plan.strikes().stream()
                            .map(strike -> strike.and(Damage.NONE))
                            .toList(),
                    false));
        }
        Strike first = plan.first();
        if (first.loss() != Loss.KILL) {
            simpler.add(plan.with(0, first.by(Loss.KILL)));
        }
        if (rightBehindASave(first) > 0) {
            simpler.add(plan.with(0, Strike.of(Loss.KILL, Place.SAVED, rightBehindASave(first))));
        }
        for (int save = 1; save < first.save(); save++) {
            simpler.add(plan.with(0, first.atSave(save)));
        }
        return simpler;
    }

    /** Where nothing is done again what is missing from the save shows alone. Returns its number, or 0. */
    private static int rightBehindASave(Strike strike) {
        return switch (strike.place()) {
            case BETWEEN -> strike.save();
            case SAVING, WRITTEN -> strike.save() - 1;
            default -> 0;
        };
    }
}
