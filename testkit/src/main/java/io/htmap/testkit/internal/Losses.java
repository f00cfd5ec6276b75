package io.htmap.testkit.internal;

import io.htmap.testkit.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the cases, some at a time, and keeps the account. */
final class Losses {
    private static final int MOST_AT_A_TIME = 4;
    private static final int UNDISTURBED = 3;
    private static final int LEAST_SAVES = 3;

    private final Trial trial;
    private final Profile profile;
    private final Judge judge;
    private final int atATime;
    private final List<Plan> plans = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param independent whether runs may be going on at the same time */
    Losses(Trial trial, Profile profile, Judge judge, boolean independent) {
        this.trial = trial;
        this.profile = profile;
        this.judge = judge;
        this.atATime =
                independent ? Math.min(MOST_AT_A_TIME, Runtime.getRuntime().availableProcessors()) : 1;
    }

    /** Returns the first fault, in the order of the plans. */
    Optional<Fault> run(List<Plan> all) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            List<Future<Outcome>> runs = new ArrayList<>();
            all.forEach(plan -> runs.add(threads.submit(() -> trial.run(plan, profile))));
            for (int i = 0; i < runs.size(); i++) {
                Optional<Fault> fault = account(all.get(i), outcomeOf(runs.get(i)));
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private Optional<Fault> account(Plan plan, Outcome outcome) throws IOException {
        Optional<Fault> fault = judge.judge(plan, outcome);
        if (fault.isEmpty()) {
            plans.add(plan);
            outcomes.add(outcome);
        }
        return fault;
    }

    private static Outcome outcomeOf(Future<Outcome> run) throws IOException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a run could not be made", e.getCause());
        }
    }

    /** Each trial of a run that does not end would take as long again. */
    Fault shrink(Fault fault) throws IOException, InterruptedException {
        if (fault.isEndless()) {
            return fault;
        }
        Set<Plan> passed = new HashSet<>(plans);
        return new Shrinker(plan -> judge.judge(plan, trial.run(plan, profile)), passed).shrink(fault);
    }

    /** Returns by which loss each run that had saved much then did all of it again, if there is one. */
    Optional<Loss> thatLosesAll() {
        return Stream.of(Loss.KILL, Loss.UPLOAD).filter(this::losesAll).findFirst();
    }

    private boolean losesAll(Loss loss) {
        List<Outcome> late = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            boolean savedMuch = 2 * plans.get(i).firstSave() > profile.saves();
            if (savedMuch && plans.get(i).isJust(loss, Place.SAVED)) {
                late.add(outcomes.get(i));
            }
        }
        return profile.saves() >= LEAST_SAVES
                && !late.isEmpty()
                && late.stream().allMatch(outcome -> outcome.last().saves() >= profile.saves());
    }

    Report report(long seed) {
        int recomputed = outcomes.stream()
                .mapToInt(outcome -> outcome.doneAgain(profile))
                .sum();
        int worst = outcomes.stream()
                .mapToInt(outcome -> outcome.doneAgainForOneLoss(profile))
                .max()
                .orElse(0);
        int faults = outcomes.stream().mapToInt(Outcome::losses).sum();
        return new Report(
                profile.saves(), profile.places(), outcomes.size() + UNDISTURBED, faults, recomputed, worst, seed);
    }
}
