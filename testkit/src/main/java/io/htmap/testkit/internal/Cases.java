package io.htmap.testkit.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * All that may happen to a run, of which a sample is taken when there is too much. Each family of cases gives the same
 * share to it, its first and last save before others.
 */
final class Cases {
    /** A shorter gap ends before a loss could fall into it. */
    private static final long SHORTEST_GAP = TimeUnit.MILLISECONDS.toNanos(4);

    private static final int SOME = 4;
    /** An eviction is heard of on another thread, which may take a step or two on a busy machine. */
    private static final int MOST_IN_GAPS = 8;

    private final Profile profile;
    private final Random random;
    private final List<List<Plan>> families = new ArrayList<>();

    private Cases(Profile profile, long seed) {
        this.profile = profile;
        this.random = new Random(seed);
    }

    /** Returns the cases for a function, the simplest first. */
    static List<Plan> of(Profile profile, long seed, int atMost) {
        Cases cases = new Cases(profile, seed);
        cases.addSingles();
        cases.addEnds();
        cases.addGaps();
        cases.addClocks();
        cases.addDamages();
        cases.addDoubles();
        List<Plan> chosen = cases.choose(atMost);
        chosen.sort(Plan.SIMPLEST_FIRST);
        return chosen;
    }

    private void addSingles() {
        Place before = profile.offers() ? Place.OFFERED : Place.SAVING;
        addLastFirst(save -> Plan.of(Strike.of(Loss.KILL, Place.SAVED, save)));
        addAll(save -> Plan.of(Strike.of(Loss.KILL, Place.SAVING, save)));
        addAll(save -> Plan.of(Strike.of(Loss.EVICT, Place.SAVED, save)));
        addAll(save -> Plan.of(Strike.of(Loss.EVICT, before, save)));
        addLastFirst(save -> Plan.of(Strike.of(Loss.UPLOAD, Place.SAVED, save)));
        addSome(2, save -> Plan.of(Strike.of(Loss.KILL, Place.WRITTEN, save)));
    }

    /** All that it did after its last save is done again. */
    private void addEnds() {
        families.add(List.of(
                Plan.of(Strike.of(Loss.KILL, Place.RETURNED, 0)), Plan.of(Strike.of(Loss.EVICT, Place.RETURNED, 0))));
    }

    private void addGaps() {
        List<Integer> gaps = shuffled(0, profile.saves()).stream()
                .filter(save -> profile.gapAfter(save) >= SHORTEST_GAP)
                .toList();
        addGaps(Loss.KILL, SOME, gaps);
        addGaps(Loss.EVICT, MOST_IN_GAPS, gaps);
    }

    /** Where there are few gaps several losses fall into each: one alone may well come too early or too late. */
    private void addGaps(Loss loss, int count, List<Integer> gaps) {
        families.add(IntStream.range(0, gaps.isEmpty() ? 0 : count)
                .mapToObj(i -> Plan.of(Strike.between(loss, gaps.get(i % gaps.size()), percent())))
                .distinct()
                .toList());
    }

    private int percent() {
        return 10 + random.nextInt(80);
    }

    /** In the midst of the step behind the damaged one there is most to be undone. */
    private void addDamages() {
        for (Damage damage : List.of(Damage.TRUNCATED, Damage.FLIPPED, Damage.MISSING)) {
            addSome(
                    1,
                    save -> Plan.of(
                            Strike.of(Loss.KILL, Place.SAVED, profile.saves()).and(damage)));
            addSome(
                    1,
                    save -> Plan.of(Strike.of(Loss.KILL, Place.SAVING, Math.max(2, profile.saves()))
                            .and(damage)));
        }
    }

    private void addDoubles() {
        Strike killedAgain = Strike.of(Loss.KILL, Place.SAVING, 1);
        Strike evictedAgain = Strike.of(Loss.EVICT, Place.SAVING, 1);
        Strike notBegun = Strike.of(Loss.EVICT, Place.START, 0);
        addSome(2, save -> Plan.of(Strike.of(Loss.KILL, Place.SAVED, save), killedAgain));
        addSome(2, save -> Plan.of(Strike.of(Loss.EVICT, Place.SAVED, save), evictedAgain));
        addSome(1, save -> Plan.of(Strike.of(Loss.KILL, Place.SAVING, save), notBegun));
        addSome(1, save -> Plan.of(Strike.of(Loss.UPLOAD, Place.SAVED, save), killedAgain));
        Strike afterOne = Strike.of(Loss.KILL, Place.SAVED, 1);
        addSome(1, save -> Plan.of(afterOne, afterOne, afterOne));
    }

    private void addClocks() {
        addSome(2, save -> Plan.of(Strike.of(Loss.KILL, Place.SAVED, save)).withOtherClocks());
    }

    /** Even a small sample shall tell whether a function that has saved all starts anew. */
    private void addLastFirst(IntFunction<Plan> plan) {
        List<Integer> saves = shuffled(1, profile.saves());
        Collections.swap(saves, 0, Math.min(1, saves.size() - 1));
        families.add(saves.stream().map(plan::apply).toList());
    }

    private void addAll(IntFunction<Plan> plan) {
        addSome(profile.saves(), plan);
    }

    private void addSome(int count, IntFunction<Plan> plan) {
        List<Integer> saves = shuffled(1, profile.saves());
        families.add(atMost(count, saves.stream().map(plan::apply).toList()));
    }

    /** The last and the first stand in front. */
    private List<Integer> shuffled(int from, int to) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.rangeClosed(from, to).boxed().toList());
        if (numbers.size() > 2) {
            Collections.shuffle(numbers.subList(1, numbers.size() - 1), random);
            numbers.add(1, numbers.remove(numbers.size() - 1));
        }
        return numbers;
    }

    private static List<Plan> atMost(int count, List<Plan> plans) {
        return plans.subList(0, Math.min(count, plans.size()));
    }

    /** One of each family, then a second one of each. */
    private List<Plan> choose(int atMost) {
        List<Plan> chosen = new ArrayList<>();
        int longest = families.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<Plan> family : families) {
                if (i < family.size() && chosen.size() < atMost) {
                    chosen.add(family.get(i));
                }
            }
        }
        return chosen;
    }
}
