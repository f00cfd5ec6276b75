package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.ComponentMap;
import io.htmap.testing.Counter;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Gate;
import io.htmap.testing.Oracle;
import io.htmap.testing.TestHome;
import io.htmap.testing.Trace;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the scheduler again and again, at random moments, while it has many components to run. */
@Tag("process")
class SchedulerKilledOftenTest {
    private static final int STEPS = 12;
    private static final int MOST_BETWEEN_KILLS_MILLIS = 600;

    @TempDir
    Path folder;

    @Test
    @Tag("full")
    void twentyComponentsComeToTheirEnds() throws Exception {
        killOften(20, 10);
    }

    @Test
    @Tag("full")
    void hundredsOfTimes() throws Exception {
        killOften(60, 200);
    }

    private void killOften(int components, int kills) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed=" + seed);
        Counter counter = new Counter(Gate.in(folder), 60, Trace.in(folder), true);
        List<Integer> steps = steps(components);
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Long> map = start(home, counter, steps);
            Random random = new Random(seed);
            int killed = 0;
            while (killed < kills && !map.isDone()) {
                counter.gate().openTo(STEPS * killed / kills);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_BETWEEN_KILLS_MILLIS));
                killed += killScheduler(home) ? 1 : 0;
            }
            counter.gate().open();
            map.await(Waits.LONG.multipliedBy(4));

            assertThat(killed).as("kills; seed " + seed).isEqualTo(kills);
            int endedWithScheduler = 0;
            for (int component = 0; component < components; component++) {
                assertThat(map.get(component)).isEqualTo(Counter.result(steps.get(component)));
                Oracle.assertNothingSavedIsLost(counter.trace(), component);
                endedWithScheduler += (int) map.attempts(component).stream()
                        .map(Attempt::reason)
                        .filter(reason -> reason.contains("its scheduler"))
                        .count();
            }
            assertThat(endedWithScheduler)
                    .as("attempts that ended with their scheduler; seed " + seed)
                    .isGreaterThanOrEqualTo(kills / 6);
        }
    }

    /**
     * The gate opens in step with the kills, so that some are always done and some not, however fast the machine is: the
     * last ones cannot be done before the last kill.
     */
    private static List<Integer> steps(int components) {
        return IntStream.rangeClosed(1, components)
                .mapToObj(one -> Math.max(1, STEPS * one / components))
                .toList();
    }

    /** Kills the scheduler, if one runs, and asks for the next one. */
    private static boolean killScheduler(TestHome home) {
        boolean killed = home.killScheduler();
        assertThat(home.htmap().load(CounterRun.TAG).size()).isPositive();
        return killed;
    }

    private static ComponentMap<Integer, Long> start(TestHome home, Counter counter, List<Integer> steps) {
        return home.htmap().map(CounterRun.TAG, counter, steps, CounterRun.options(Duration.ofSeconds(20)));
    }

    @Test
    void theOracleNoticesAFunctionThatDoesNotSave() throws Exception {
        Counter counter = new Counter(Gate.in(folder), 0, Trace.in(folder), false);
        counter.gate().openTo(STEPS - 1);
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Long> map = start(home, counter, List.of(STEPS));
            counter.trace().await(0, Trace.What.SAVED, STEPS - 1);
            killScheduler(home);
            counter.gate().open();
            map.await(Waits.LONG);

            assertThat(map.attempts(0)).hasSize(2);
            assertThatThrownBy(() -> Oracle.assertNothingSavedIsLost(counter.trace(), 0))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("last saved step was 11");
        }
    }
}
