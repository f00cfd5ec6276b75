package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.disruption.Case;
import io.htmap.disruption.Cases;
import io.htmap.disruption.Outcome;
import io.htmap.disruption.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The matrix of losses on HTCondor: some cases of each kind of loss, at different moments, with different states of the
 * generations, in different forms of function. {@code -Ddisruption.seed} draws them again.
 */
@Isolated
@Tag("full")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class CondorDisruptionTest {
    private static final int OF_EACH_KIND = 5;
    private static final int OF_EACH_MECHANISM = 2;

    private final long seed = Long.getLong("disruption.seed", System.nanoTime());

    @Test
    void someOfEachKindAreAsPromised() throws Exception {
        List<Outcome> outcomes = play(Round.PROMISE, List.of(CondorKind.values()));

        assertThat(outcomes).hasSizeGreaterThanOrEqualTo(50);
        List<String> complaints = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            complaints.addAll(Round.PROMISE.judge(outcome, CondorKind.values()));
        }
        assertThat(complaints).as("seed %s", seed).isEmpty();
    }

    @Test
    void everyFamilyNoticesThatItsMechanismIsMissing() throws Exception {
        List<CondorKind> kinds = new ArrayList<>(List.of(CondorKind.values()));
        // the schedd has not heard of an attempt that commits nothing, so the next one has its number, and stops there
        // too
        kinds.remove(CondorKind.SHADOW_KILLED);
        List<String> complaints = new ArrayList<>();
        for (Outcome outcome : play(Round.UNFIT, kinds)) {
            complaints.addAll(Round.UNFIT.judge(outcome, CondorKind.values()));
        }

        assertThat(complaints).as("seed %s", seed).isEmpty();
    }

    private List<Outcome> play(Round round, List<CondorKind> kinds) throws Exception {
        List<Case> all = round.cases(CondorKind.WORKER_KILLED, CondorKind.values());
        List<Case> some = new ArrayList<>();
        for (CondorKind kind : kinds) {
            for (Case.Fitness fitness : Case.Fitness.values()) {
                List<Case> own = all.stream()
                        .filter(one -> one.kind() == kind && one.fitness() == fitness)
                        .toList();
                some.addAll(Cases.sample(own, fitness == Case.Fitness.RIGHT ? OF_EACH_KIND : OF_EACH_MECHANISM, seed));
            }
        }
        System.out.println("disruption: HTCondor, " + round + " seed=" + seed + " cases=" + some.size() + " of "
                + all.size() + " " + Cases.counts(some));
        try (CondorDisruptions pool = new CondorDisruptions()) {
            return pool.play(some);
        }
    }
}
