package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.ComponentRemovedException;
import io.htmap.Hold;
import io.htmap.HtmapException;
import io.htmap.MapRemovedException;
import io.htmap.Status;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.testing.Counter;
import io.htmap.testing.Gate;
import io.htmap.testing.Oracle;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What hold, release, vacate and remove mean in each status, and how many components they say they apply to. */
public abstract class SchedulerActionsContract extends SchedulerFixture {
    private static final int STEPS = 4;

    @Test
    void aRunningComponentIsHeldAndGoesOnWhenReleased() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("hold", counter, List.of(STEPS), options().build());
        counter.gate().openTo(2);
        counter.trace().await(0, 1, What.SAVED, 2);

        assertThat(map.release()).isZero();
        assertThat(map.hold()).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);

        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(hold.code()).isEqualTo(1);
        assertThat(hold.reason()).isNotEmpty();
        assertEnds(map, 0, AttemptEnd.HELD);
        assertThat(map.hold(0)).isZero();
        assertThat(map.vacate(0)).isZero();
        assertThat(map.release(0)).isEqualTo(1);
        counter.trace().await(0, 2, What.STARTED, 2);
        assertThat(map.holdReason(0)).isEmpty();
        counter.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        Oracle.assertNoStepTwice(counter.trace(), 0);
    }

    @Test
    void componentsThatWaitCanBeHeldReleasedAndRemoved() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = htmap().map("queue", counter, List.of(STEPS, STEPS, STEPS), alone().build());
        map.awaitRunning(0);

        assertThat(map.vacate(1, 2)).isZero();
        assertThat(map.hold(1)).isEqualTo(1);
        map.awaitStatus(1, Status.HELD, Waits.LONG);
        assertThat(map.removeComponents(2)).isEqualTo(1);
        map.awaitStatus(2, Status.REMOVED, Waits.LONG);
        assertThat(map.attempts(1)).isEmpty();
        assertThat(map.attempts(2)).isEmpty();
        assertThat(map.release()).isEqualTo(1);
        map.awaitStatus(1, Status.IDLE, Waits.LONG);
        counter.gate().open();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertThat(map.get(1, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertThatThrownBy(() -> map.await(Waits.LONG)).isInstanceOf(ComponentRemovedException.class);
        assertEnds(map, 0, AttemptEnd.COMPLETED);
        assertEnds(map, 1, AttemptEnd.COMPLETED);
    }

    @Test
    void aHeldComponentCanBeRemoved() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("held", counter, List.of(STEPS), options().build());
        map.awaitRunning(0);
        map.hold(0);
        map.awaitStatus(0, Status.HELD, Waits.LONG);

        assertThat(map.removeComponents(0)).isEqualTo(1);

        map.awaitStatus(0, Status.REMOVED, Waits.LONG);
        assertEnds(map, 0, AttemptEnd.HELD);
    }

    @Test
    void whatIsOverStaysAsItIs() throws Exception {
        ComponentMap<Integer, Integer> map = htmap().map(
                        "over",
                        ContractFunctions::throwsAt,
                        List.of(0, 1),
                        options().build());
        map.await(Waits.LONG, ComponentMap.Tolerance.ERRORS);

        assertThat(map.hold()).isZero();
        assertThat(map.vacate()).isZero();
        assertThat(map.release()).isZero();
        assertThat(map.removeComponents(0, 1)).isZero();
        assertThat(map.statuses()).containsExactly(Status.COMPLETED, Status.ERRORED);
        assertThat(map.get(0)).isZero();
    }

    @Test
    void aRunningComponentIsRemovedAndEndsAWait() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("removed", counter, List.of(STEPS), options().build());
        map.awaitRunning(0);
        ComponentMap<Integer, Long> other = htmap().load("removed");
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> other.get(0));

        assertThat(map.removeComponents(0)).isEqualTo(1);

        assertThatThrownBy(() -> waiting.get(Waits.LONG.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(ComponentRemovedException.class)
                .hasMessageContaining("component 0 of map 'removed' was removed");
        assertEnds(map, 0, AttemptEnd.REMOVED);
    }

    @Test
    void oneThatLeavesSlowlyIsEvictedOnce() throws Exception {
        ContractFunctions.Lingering function = lingering();
        ComponentMap<Integer, Integer> map = leaving("slow", function);

        assertThat(map.vacate()).isZero();
        function.letGo();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
        assertEnds(map, 0, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
    }

    @Test
    void oneThatIsBeingEvictedCanBeHeld() throws Exception {
        ContractFunctions.Lingering function = lingering();
        ComponentMap<Integer, Integer> map = leaving("hold-leaving", function);

        assertThat(map.hold(0)).isEqualTo(1);
        function.letGo();

        map.awaitStatus(0, Status.HELD, Waits.LONG);
        assertThat(map.release(0)).isEqualTo(1);
        assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
        assertThat(map.attempts(0)).hasSize(2);
    }

    @Test
    void oneThatIsBeingHeldCanBeReleased() throws Exception {
        ContractFunctions.Lingering function = lingering();
        ComponentMap<Integer, Integer> map =
                htmap().map("release-leaving", function, List.of(7), options().build());
        function.trace().await(0, 1, What.STARTED, 0);
        assertThat(map.hold(0)).isEqualTo(1);
        function.trace().await(0, 1, What.SAVED, 0);

        assertThat(map.release(0)).isEqualTo(1);
        function.letGo();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
        assertThat(map.attempts(0)).hasSize(2);
    }

    @Test
    void oneThatIsBeingEvictedCanBeRemoved() throws Exception {
        ContractFunctions.Lingering function = lingering();
        ComponentMap<Integer, Integer> map = leaving("remove-leaving", function);

        assertThat(map.removeComponents(0)).isEqualTo(1);
        function.letGo();

        map.awaitStatus(0, Status.REMOVED, Waits.LONG);
        assertThat(map.hold(0)).isZero();
        assertThat(map.attempts(0)).hasSize(1);
    }

    private ContractFunctions.Lingering lingering() {
        return new ContractFunctions.Lingering(Gate.in(shared()), Trace.in(shared()));
    }

    private ComponentMap<Integer, Integer> leaving(String tag, ContractFunctions.Lingering function) {
        ComponentMap<Integer, Integer> map =
                htmap().map(tag, function, List.of(7), options().build());
        function.trace().await(0, 1, What.STARTED, 0);
        assertThat(map.vacate(0)).isEqualTo(1);
        function.trace().await(0, 1, What.SAVED, 0);
        return map;
    }

    @Test
    void aMapIsRemovedWhileItRuns() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = htmap().map(
                        "gone", counter, List.of(STEPS, STEPS, STEPS), options().build());
        counter.gate().openTo(1);
        counter.trace().await(0, What.SAVED, 1);
        ComponentMap<Integer, Long> other = htmap().load("gone");
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> other.get(0));

        map.remove();

        assertThat(map.directory()).doesNotExist();
        Scheduler.Fate removed = new Scheduler.Fate(Status.REMOVED, List.of(), List.of());
        assertThat(scheduler().live(directory(map), RecordKind.STDOUT, 0, 1, removed))
                .isEmpty();
        assertThat(htmap().tags()).isEmpty();
        assertThatThrownBy(() -> waiting.get(Waits.LONG.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(HtmapException.class)
                .hasMessageContaining("was removed");
        assertThatThrownBy(() -> map.status(0)).isInstanceOf(MapRemovedException.class);
        ComponentMap<Integer, Integer> next =
                htmap().map("gone", x -> x, List.of(1), options().build());
        assertThat(next.get(0, Waits.LONG)).isEqualTo(1);
    }
}
