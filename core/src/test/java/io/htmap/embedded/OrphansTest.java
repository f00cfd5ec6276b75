package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.ComponentRemovedException;
import io.htmap.Status;
import io.htmap.spi.Action;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Oracle;
import io.htmap.testing.Processes;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scheduler is killed while its worker is stopped, so that the worker cannot leave: the next scheduler finds it still
 * there, and must neither run the component a second time nor forget what it is asked meanwhile.
 */
@Tag("process")
class OrphansTest {
    private static final int STEPS = 4;
    private static final int SAVED = 2;

    @TempDir
    Path folder;

    @Test
    void aComponentIsNotRunAgainBeforeItsRunnerIsGone() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            long worker = orphan(run);

            assertThat(run.map().vacate(0)).isZero();
            assertThat(run.map().status(0)).isEqualTo(Status.RUNNING);
            Processes.signal("CONT", worker);
            run.awaitNextAttempt();
            run.finish();

            assertThat(run.ends()).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
            assertThat(run.reasons().get(0)).contains("its scheduler ended");
            Oracle.assertNoStepTwice(run.trace(), 0);
        }
    }

    @Test
    void itCanBeHeldAndReleased() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            long worker = orphan(run);

            assertThat(run.map().hold(0)).isEqualTo(1);
            assertThat(run.map().release(0)).isEqualTo(1);
            assertThat(run.map().hold(0)).isEqualTo(1);
            Processes.signal("CONT", worker);

            run.map().awaitStatus(0, Status.HELD, Waits.LONG);
            assertThat(run.map().release(0)).isEqualTo(1);
            run.finish();
            assertThat(run.ends()).containsExactly(AttemptEnd.HELD, AttemptEnd.COMPLETED);
            Oracle.assertNoStepTwice(run.trace(), 0);
        }
    }

    @Test
    void itCanBeRemoved() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            long worker = orphan(run);

            assertThat(run.map().removeComponents(0)).isEqualTo(1);
            assertThat(run.map().hold(0)).isZero();
            Processes.signal("CONT", worker);

            run.map().awaitStatus(0, Status.REMOVED, Waits.LONG);
            assertThat(run.ends()).containsExactly(AttemptEnd.REMOVED);
            assertThatThrownBy(() -> run.map().get(0)).isInstanceOf(ComponentRemovedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"HOLD, HELD", "REMOVE, REMOVED"})
    void whatItsSchedulerWasAskedForIsDoneByTheNext(Action action, Status status) throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(SAVED);
            long worker = run.home().awaitWorker();
            Processes.signal("STOP", worker);
            assertThat(ask(run, action)).isEqualTo(1);
            assertThat(run.map().status(0)).isEqualTo(Status.RUNNING);

            passOn(run);
            Processes.signal("CONT", worker);

            run.map().awaitStatus(0, status, Waits.LONG);
            assertThat(run.ends()).containsExactly(AttemptEnd.valueOf(status.name()));
        }
    }

    @Test
    void aHoldThatWasTakenBackStaysSo() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(SAVED);
            long worker = run.home().awaitWorker();
            Processes.signal("STOP", worker);
            assertThat(run.map().hold(0)).isEqualTo(1);
            assertThat(run.map().release(0)).isEqualTo(1);

            passOn(run);
            Processes.signal("CONT", worker);

            run.awaitNextAttempt();
            run.finish();
            assertThat(run.ends()).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        }
    }

    private static int ask(CounterRun run, Action action) {
        return action == Action.HOLD ? run.map().hold(0) : run.map().removeComponents(0);
    }

    @Test
    void oneThatDoesNotLeaveIsKilledInTheEnd() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true, Duration.ofSeconds(1))) {
            long worker = orphan(run);

            run.awaitNextAttempt();

            assertThat(Processes.isAlive(worker)).isFalse();
            run.finish();
            assertThat(run.ends()).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
            Oracle.assertNoStepTwice(run.trace(), 0);
        }
    }

    @Test
    void removingTheMapTakesItWithIt() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true, Duration.ofSeconds(1))) {
            long worker = orphan(run);

            run.map().remove();

            assertThat(Processes.isAlive(worker)).isFalse();
            assertThat(run.map().directory()).doesNotExist();
            assertThat(run.home().path().resolve("execute").resolve(run.map().id()))
                    .doesNotExist();
        }
    }

    @Test
    void removingTheMapBeforeThereIsANewSchedulerTakesItWithIt() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(SAVED);
            long worker = run.home().awaitWorker();
            Processes.signal("STOP", worker);
            run.home().killScheduler();

            run.map().remove();

            assertThat(Processes.isAlive(worker)).isFalse();
            assertThat(run.map().directory()).doesNotExist();
            assertThat(run.home().path().resolve("execute").resolve(run.map().id()))
                    .doesNotExist();
        }
    }

    /** Stops the worker, kills the scheduler and has another one take over. Returns the worker. */
    private static long orphan(CounterRun run) {
        run.advanceTo(SAVED);
        long worker = run.home().awaitWorker();
        Processes.signal("STOP", worker);
        passOn(run);
        assertThat(Processes.isAlive(worker)).isTrue();
        return worker;
    }

    /** Kills the scheduler and has another one take over. */
    private static void passOn(CounterRun run) {
        long first = run.home().awaitScheduler();
        Processes.killHard(first);
        assertThat(run.home().htmap().load(CounterRun.TAG).size()).isEqualTo(1);
        assertThat(run.home().awaitScheduler()).isNotEqualTo(first);
    }
}
