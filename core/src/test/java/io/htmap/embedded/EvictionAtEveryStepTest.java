package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Oracle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Evicts the counter politely after every one of its steps, once or several times before it can save again. */
@Tag("process")
class EvictionAtEveryStepTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"12, 1", "5, 2", "3, 3"})
    void noStepIsLostOrDoneTwice(int steps, int evictionsAStep) throws Exception {
        try (CounterRun run = CounterRun.start(folder, steps, true)) {
            evictAtEveryStep(run, steps, evictionsAStep);
            run.finish();

            int evictions = (steps - 1) * evictionsAStep;
            assertThat(run.ends())
                    .hasSize(evictions + 1)
                    .startsWith(filled(AttemptEnd.EVICTED, evictions))
                    .endsWith(AttemptEnd.COMPLETED);
            assertThat(run.reasons().subList(0, evictions)).containsOnly("vacated");
            Oracle.assertNoStepTwice(run.trace(), 0);
            assertThat(Oracle.startedAt(run.trace(), 0)).isEqualTo(expectedStarts(steps, evictionsAStep));
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "3, 3"})
    void theOracleNoticesAFunctionThatDoesNotSave(int steps, int evictionsAStep) throws Exception {
        try (CounterRun run = CounterRun.start(folder, steps, false)) {
            evictAtEveryStep(run, steps, evictionsAStep);
            run.finish();

            int evictions = (steps - 1) * evictionsAStep;
            assertThat(run.ends()).hasSize(evictions + 1).startsWith(filled(AttemptEnd.EVICTED, evictions));
            assertThatThrownBy(() -> Oracle.assertNothingSavedIsLost(run.trace(), 0))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("last saved step was 1");
        }
    }

    private static void evictAtEveryStep(CounterRun run, int steps, int times) {
        for (int step = 1; step < steps; step++) {
            run.advanceTo(step);
            for (int i = 0; i < times; i++) {
                assertThat(run.map().vacate(0)).isEqualTo(1);
                run.awaitNextAttempt();
            }
        }
    }

    private static AttemptEnd[] filled(AttemptEnd end, int times) {
        AttemptEnd[] ends = new AttemptEnd[times];
        java.util.Arrays.fill(ends, end);
        return ends;
    }

    private static List<Integer> expectedStarts(int steps, int times) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int step = 1; step < steps; step++) {
            starts.addAll(java.util.Collections.nCopies(times, step));
        }
        return starts;
    }
}
