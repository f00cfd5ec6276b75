package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.testing.Counter;
import io.htmap.testing.Oracle;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it means to suspend a component, and what the other actions mean for one that is suspended. */
public abstract class SchedulerSuspensionContract extends SchedulerFixture {
    private static final int STEPS = 6;
    private static final int SAVED = 2;

    @Test
    void aSuspendedComponentStandsStillAndGoesOnWhereItWas() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("suspend", counter, List.of(STEPS, STEPS), options().build());
        counter.gate().openTo(SAVED);
        counter.trace().await(0, 1, What.SAVED, SAVED);
        counter.trace().await(1, 1, What.SAVED, SAVED);

        assertThat(map.unsuspend()).isZero();
        assertThat(map.suspend(0)).isEqualTo(1);
        map.awaitStatus(0, Status.SUSPENDED, Waits.LONG);
        assertThat(map.suspend(0)).isZero();
        assertThat(map.release()).isZero();
        counter.gate().open();

        assertThat(map.get(1, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertThat(counter.trace().of(0)).noneMatch(line -> line.step() > SAVED);
        assertThat(map.status(0)).isEqualTo(Status.SUSPENDED);
        assertThat(map.unsuspend()).isEqualTo(1);
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertEnds(map, 0, AttemptEnd.COMPLETED);
    }

    @Test
    void whatDoesNotRunIsNotSuspended() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = htmap().map("still", counter, List.of(STEPS, STEPS), alone().build());
        map.awaitRunning(0);

        assertThat(map.suspend(1)).isZero();
        assertThat(map.unsuspend(1)).isZero();
        assertThat(map.hold(1)).isEqualTo(1);
        map.awaitStatus(1, Status.HELD, Waits.LONG);
        assertThat(map.suspend(1)).isZero();
        assertThat(map.unsuspend(1)).isZero();
        counter.gate().open();
        map.awaitStatus(0, Status.COMPLETED, Waits.LONG);

        assertThat(map.suspend()).isZero();
        assertThat(map.unsuspend()).isZero();
        assertThat(map.statuses()).containsExactly(Status.COMPLETED, Status.HELD);
    }

    @Test
    void aSuspendedComponentIsVacatedAndGoesOnElsewhere() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = suspended("vacate", counter);

        assertThat(map.vacate(0)).isEqualTo(1);

        counter.trace().await(0, 2, What.STARTED, SAVED);
        finish(map, counter, AttemptEnd.EVICTED);
    }

    @Test
    void aSuspendedComponentIsHeldAndReleased() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = suspended("hold", counter);

        assertThat(map.hold(0)).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        assertThat(map.unsuspend(0)).isZero();
        assertThat(map.holdReason(0).orElseThrow().code()).isEqualTo(1);
        assertThat(map.release(0)).isEqualTo(1);

        counter.trace().await(0, 2, What.STARTED, SAVED);
        finish(map, counter, AttemptEnd.HELD);
    }

    @Test
    void aSuspendedComponentIsRemoved() throws Exception {
        ComponentMap<Integer, Long> map = suspended("remove", Counter.in(shared(), true));

        assertThat(map.removeComponents(0)).isEqualTo(1);

        map.awaitStatus(0, Status.REMOVED, Waits.LONG);
        assertEnds(map, 0, AttemptEnd.REMOVED);
    }

    @Test
    void aMapIsRemovedWithItsSuspendedComponent() throws Exception {
        ComponentMap<Integer, Long> map = suspended("gone", Counter.in(shared(), true));

        map.remove();

        assertThat(map.directory()).doesNotExist();
        Scheduler.Fate removed = new Scheduler.Fate(Status.REMOVED, List.of(), List.of());
        assertThat(scheduler().live(directory(map), RecordKind.STDOUT, 0, 1, removed))
                .isEmpty();
    }

    private ComponentMap<Integer, Long> suspended(String tag, Counter counter) throws Exception {
        ComponentMap<Integer, Long> map =
                htmap().map(tag, counter, List.of(STEPS), options().build());
        counter.gate().openTo(SAVED);
        counter.trace().await(0, 1, What.SAVED, SAVED);
        assertThat(map.suspend()).isEqualTo(1);
        map.awaitStatus(0, Status.SUSPENDED, Waits.LONG);
        return map;
    }

    private static void finish(ComponentMap<Integer, Long> map, Counter counter, AttemptEnd first) throws Exception {
        counter.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertEnds(map, 0, first, AttemptEnd.COMPLETED);
        Oracle.assertNoStepTwice(counter.trace(), 0);
    }
}
