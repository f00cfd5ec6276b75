package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Gate;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components that run again while their scheduler dies. */
@Tag("process")
class RerunTest {
    private static final int STEPS = 5;

    @TempDir
    Path folder;

    /** The first attempt goes through the gate at step 1, the second at step 2. */
    private static int attemptAt(Gate gate) throws Exception {
        System.out.println("attempt " + Component.attempt());
        gate.await(Component.attempt());
        return Component.attempt();
    }

    /** What was saved before the run does not count even if the first attempt of the run has saved nothing. */
    @Test
    void evictedBeforeItSavesItStartsFromScratchOnceMore() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(3);
            hold(run);
            run.counter().gate().openTo(0);
            run.map().rerun(0);
            awaitStarted(run, 2, 0);
            assertThat(run.map().checkpoints(0, false)).hasSize(2);

            run.home().killScheduler();

            // whoever opens the map has it looked after
            run.home().htmap().load(CounterRun.TAG);
            awaitStarted(run, 3, 0);
            run.finish();
        }
    }

    /** The answer is given when the log has it: whatever dies then, it is done. */
    @Test
    void itIsDoneThoughTheSchedulerIsKilledAtOnce() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Gate gate = Gate.in(folder);
            gate.open();
            ComponentMap<Gate, Integer> map = home.htmap().map("killed", RerunTest::attemptAt, List.of(gate, gate));
            map.await(Waits.LONG);
            long scheduler = home.awaitScheduler();

            map.rerun(1);
            Processes.killHard(scheduler);

            assertThat(map.get(1, Waits.LONG)).isGreaterThanOrEqualTo(2);
            assertThat(map.get(0, Waits.LONG)).isEqualTo(1);
        }
    }

    private static void hold(CounterRun run) throws Exception {
        run.map().hold();
        run.map().awaitStatus(0, Status.HELD, Waits.LONG);
    }

    private static void awaitStarted(CounterRun run, int attempt, int step) {
        Waits.until("attempt " + attempt + " has begun", () -> run.trace().of(0).stream()
                .anyMatch(line -> line.attempt() == attempt && line.what() == What.STARTED));
        assertThat(run.trace().of(0).stream()
                        .filter(line -> line.attempt() == attempt && line.what() == What.STARTED)
                        .map(line -> line.step()))
                .containsExactly(step);
    }
}
