package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentErrorException;
import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.SavedCheckpoint;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.testing.Counter;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Components that run again: what counts from before, and what does not. */
public abstract class SchedulerRerunsContract extends SchedulerFixture {
    private static final int STEPS = 5;

    /** The first attempt goes through the gate at step 1, the second at step 2. */
    private static int attemptAt(Gate gate) throws Exception {
        System.out.println("attempt " + Component.attempt());
        gate.await(Component.attempt());
        return Component.attempt();
    }

    @Test
    void theOutputOfBeforeDoesNotCountAnyMore() throws Exception {
        Gate gate = Gate.in(shared());
        gate.openTo(1);
        ComponentMap<Gate, Integer> map = htmap().map(
                        "again",
                        SchedulerRerunsContract::attemptAt,
                        List.of(gate, gate),
                        options().build());
        map.await(Waits.LONG);

        assertThat(map.rerun(1)).isEqualTo(1);

        assertThat(map.status(1)).isIn(Status.IDLE, Status.RUNNING);
        assertThat(map.getNow(1)).isEmpty();
        assertThat(map.isDone()).isFalse();
        gate.openTo(2);
        assertThat(map.get(1, Waits.LONG)).isEqualTo(2);
        assertEnds(map, 1, AttemptEnd.COMPLETED, AttemptEnd.COMPLETED);
        assertThat(map.stdout(1, 1)).isEqualTo("attempt 1\n");
        assertThat(map.stdout(1)).isEqualTo("attempt 1\nattempt 2\n");
        assertThat(map.get(0)).isEqualTo(1);

        assertThat(map.rerun(1)).isEqualTo(1);
        assertThat(map.getNow(1)).isEmpty();
        gate.open();
        assertThat(map.get(1, Waits.LONG)).as("run a third time").isEqualTo(3);
        assertThat(htmap().<Gate, Integer>load("again").get(1)).isEqualTo(3);
        assertThat(map.stdout(1)).isEqualTo("attempt 1\nattempt 2\nattempt 3\n");
        assertSavedIn(map, 1, 3);
    }

    private static int untilMended(String mended) {
        if (Component.index() == 1 && Files.notExists(Path.of(mended))) {
            throw new IllegalStateException("not mended");
        }
        return Component.attempt();
    }

    @Test
    void onlyWhatIsIncompleteRunsAgainIfThatIsAskedFor() throws Exception {
        Path mended = shared().resolve("mended");
        List<String> inputs = List.of(mended.toString(), mended.toString());
        ComponentMap<String, Integer> map = htmap().map(
                        "errs",
                        SchedulerRerunsContract::untilMended,
                        inputs,
                        options().build());
        assertThatThrownBy(() -> map.get(1, Waits.LONG)).isInstanceOf(ComponentErrorException.class);
        map.awaitStatus(0, Status.COMPLETED, Waits.LONG);
        Files.createFile(mended);

        assertThat(map.rerunIncomplete()).isEqualTo(1);

        assertThat(map.error(1)).isEmpty();
        assertThat(map.get(1, Waits.LONG)).isEqualTo(2);
        assertThat(map.get(0)).isEqualTo(1);
        assertThat(map.rerunIncomplete()).isZero();
    }

    @Test
    void fromScratchOrFromACheckpoint() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = counters(counter, options().build());
        counter.gate().openTo(3);
        counter.trace().await(0, 1, What.SAVED, 3);
        hold(map);

        map.rerunFrom(0, 2);
        awaitStarted(counter, 2, 2);
        hold(map);

        map.rerun(0);
        awaitStarted(counter, 3, 0);
        counter.trace().await(0, 3, What.SAVED, 3);
        hold(map);

        map.rerunFromCheckpoint(0);
        awaitStarted(counter, 4, 3);
        map.vacate();
        awaitStarted(counter, 5, 3);
        counter.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        Waits.until("they are deleted", () -> map.checkpoints(0, true).isEmpty());
        assertThatThrownBy(() -> map.rerunFromCheckpoint(0))
                .isInstanceOf(HtmapException.class)
                .hasMessage("component 0 has no checkpoint to start from: those of completed components are deleted,"
                        + " unless pinned; run it again from scratch instead");
        assertThat(counter.trace().lines()).noneMatch(line -> line.what() == What.TWICE);
        assertEnds(map, 0, AttemptEnd.HELD, AttemptEnd.HELD, AttemptEnd.HELD, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertSavedIn(map, 0, 3, 5);
    }

    /** All time of other attempts is lost. */
    private static void assertSavedIn(ComponentMap<?, ?> map, int component, Integer... attempts) {
        assertThat(map.attempts(component))
                .filteredOn(attempt -> !attempt.work().orElseThrow().saved().isZero())
                .extracting(Attempt::number)
                .containsExactly(attempts);
    }

    @Test
    void aCompletedOneRunsAgainFromAPinnedCheckpointAndAsksForWhatWasChanged() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = counters(counter, options().build());
        counter.gate().openTo(2);
        counter.trace().await(0, 1, What.SAVED, 2);
        hold(map);
        map.pinCheckpoint(0, 2);
        assertThat(map.setMemoryMb(160)).isEqualTo(1);
        map.release();
        counter.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));

        counter.gate().openTo(3);
        map.rerunFrom(0, 2);

        awaitStarted(counter, 3, 2);
        counter.trace().await(0, 3, What.SAVED, 3);
        hold(map);
        assertThat(map.checkpoints(0, true).stream().map(SavedCheckpoint::generation))
                .as("no two of a component are called the same")
                .doesNotHaveDuplicates()
                .contains(2);
        map.release();
        counter.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
    }

    @Test
    void oneThatThrewRunsAgainFromAPinnedCheckpoint() throws Exception {
        ComponentMap<Integer, String> map = htmap().map(
                        "threw",
                        ContractFunctions::throwsBefore,
                        List.of(2),
                        options().build());
        map.await(Waits.LONG, ComponentMap.Tolerance.ERRORS);
        int saved = map.checkpoints(0, true).get(0).generation();
        map.pinCheckpoint(0, saved);

        map.rerunFrom(0, saved);

        assertThat(map.get(0, Waits.LONG)).as("what it went on from").isEqualTo("1");
        assertEnds(map, 0, AttemptEnd.ERRORED, AttemptEnd.COMPLETED);
        assertThat(map.checkpoints(0, true))
                .extracting(SavedCheckpoint::generation)
                .as("success deletes no pinned one")
                .containsExactly(saved);
    }

    @Test
    void whatRunsOrWillRunIsRefused() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = counters(counter, options().build());
        counter.gate().openTo(1);
        counter.trace().await(0, 1, What.SAVED, 1);
        assertThatThrownBy(map::rerun)
                .isInstanceOf(HtmapException.class)
                .hasMessage("component 0 is running: it cannot be run again before it is over; hold it first, or wait");
        assertThatThrownBy(() -> map.rerunFrom(0, 0)).isInstanceOf(IllegalArgumentException.class);
        hold(map);
        assertThatThrownBy(() -> map.rerunFrom(0, 7))
                .hasMessageContaining("component 0 has no checkpoint 7 that can be read here");
        assertThat(map.status(0)).isEqualTo(Status.HELD);
    }

    @Test
    void whatRunsAgainCanBeHeldReleasedVacatedAndRemoved() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("counters", counter, List.of(1, STEPS), options().build());
        counter.gate().openTo(1);
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(1));
        assertThat(map.removeComponents(1)).isEqualTo(1);
        map.awaitStatus(1, Status.REMOVED, Waits.LONG);
        int before = map.attempts(1).size();
        counter.gate().openTo(2);

        assertThat(map.rerun(1)).isEqualTo(1);

        counter.trace().await(1, before + 1, What.SAVED, 2);
        assertThat(map.hold()).isEqualTo(1);
        map.awaitStatus(1, Status.HELD, Waits.LONG);
        assertThat(map.release()).isEqualTo(1);
        counter.trace().await(1, before + 2, What.STARTED, 2);
        assertThat(map.vacate()).isEqualTo(1);
        counter.trace().await(1, before + 3, What.STARTED, 2);
        assertThat(map.removeComponents(0, 1)).isEqualTo(1);
        map.awaitStatus(1, Status.REMOVED, Waits.LONG);
        assertThat(map.get(0)).isEqualTo(Counter.result(1));
        assertThat(map.stdout(1, before + 2)).isEqualTo("loaded checkpoint at step 2\n");
    }

    private ComponentMap<Integer, Long> counters(Counter counter, MapOptions options) {
        return htmap().map("counter", counter, List.of(STEPS), options);
    }

    private static void hold(ComponentMap<?, ?> map) throws Exception {
        assertThat(map.hold()).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
    }

    private static void awaitStarted(Counter counter, int attempt, int step) {
        Waits.until("attempt " + attempt + " has begun", () -> counter.trace().of(0).stream()
                .anyMatch(line -> line.attempt() == attempt && line.what() == What.STARTED));
        assertThat(counter.trace().of(0).stream()
                        .filter(line -> line.attempt() == attempt && line.what() == What.STARTED)
                        .map(line -> line.step()))
                .containsExactly(step);
    }
}
