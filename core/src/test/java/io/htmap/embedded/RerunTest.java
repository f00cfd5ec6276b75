package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.ComponentErrorException;
import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Gate;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components that run again: what counts from before, and what does not. */
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

    @Test
    void theOutputOfBeforeDoesNotCountAnyMore() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Gate gate = Gate.in(folder);
            gate.openTo(1);
            ComponentMap<Gate, Integer> map = home.htmap().map("again", RerunTest::attemptAt, List.of(gate));
            assertThat(map.get(0, Waits.LONG)).isEqualTo(1);

            assertThat(map.rerun()).isEqualTo(1);

            assertThat(map.status(0)).isIn(Status.IDLE, Status.RUNNING);
            assertThat(map.getNow(0)).isEmpty();
            assertThat(map.isDone()).isFalse();
            gate.open();
            assertThat(map.get(0, Waits.LONG)).isEqualTo(2);
            assertThat(map.attempts(0).stream().map(attempt -> attempt.how().orElseThrow()))
                    .containsExactly(AttemptEnd.COMPLETED, AttemptEnd.COMPLETED);
            assertThat(map.stdout(0, 1)).isEqualTo("attempt 1\n");
            assertThat(map.stdout(0)).isEqualTo("attempt 1\nattempt 2\n");
            assertThat(home.htmap().<Gate, Integer>load("again").get(0)).isEqualTo(2);
        }
    }

    private static int untilMended(String mended) {
        if (Component.index() == 1 && Files.notExists(Path.of(mended))) {
            throw new IllegalStateException("not mended");
        }
        return Component.attempt();
    }

    @Test
    void onlyWhatIsIncompleteRunsAgainIfThatIsAskedFor() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Path mended = folder.resolve("mended");
            List<String> inputs = List.of(mended.toString(), mended.toString());
            ComponentMap<String, Integer> map = home.htmap().map("errs", RerunTest::untilMended, inputs);
            assertThatThrownBy(() -> map.get(1, Waits.LONG)).isInstanceOf(ComponentErrorException.class);
            map.awaitStatus(0, Status.COMPLETED, Waits.LONG);
            Files.createFile(mended);

            assertThat(map.rerunIncomplete()).isEqualTo(1);

            assertThat(map.error(1)).isEmpty();
            assertThat(map.get(1, Waits.LONG)).isEqualTo(2);
            assertThat(map.get(0)).isEqualTo(1);
            assertThat(map.rerunIncomplete()).isZero();
        }
    }

    @Test
    void fromScratchOrFromACheckpoint() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(3);
            hold(run);

            run.map().rerunFrom(0, 2);
            awaitStarted(run, 2, 2);
            hold(run);

            run.map().rerun(0);
            awaitStarted(run, 3, 0);
            run.trace().await(0, 3, What.SAVED, 3);
            hold(run);

            run.map().rerunFromCheckpoint(0);
            awaitStarted(run, 4, 3);
            run.map().vacate();
            awaitStarted(run, 5, 3);
            run.finish();
            Waits.until("they are deleted", () -> run.map().checkpoints(0, true).isEmpty());
            assertThatThrownBy(() -> run.map().rerunFromCheckpoint(0))
                    .isInstanceOf(HtmapException.class)
                    .hasMessage(
                            "component 0 has no checkpoint to start from: those of completed components are deleted,"
                                    + " unless pinned; run it again from scratch instead");
            assertThat(run.trace().lines()).noneMatch(line -> line.what() == What.TWICE);
        }
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

    @Test
    void whatRunsOrWillRunIsRefused() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(1);
            assertThatThrownBy(() -> run.map().rerun())
                    .isInstanceOf(HtmapException.class)
                    .hasMessage(
                            "component 0 is running: it cannot be run again before it is over; hold it first, or wait");
            assertThatThrownBy(() -> run.map().rerunFrom(0, 0)).isInstanceOf(IllegalArgumentException.class);
            hold(run);
            assertThatThrownBy(() -> run.map().rerunFrom(0, 7))
                    .hasMessageContaining("component 0 has no checkpoint 7 that can be read here");
            assertThat(run.map().status(0)).isEqualTo(Status.HELD);
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
