package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Components that run again: what only HTCondor does to them. */
@Isolated
@Tag("full")
class RerunsTest {
    private static final int STEPS = 5;

    /** More than may wait, so that the schedd has not made the last ones. */
    private static final int MANY = 1_200;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** What it starts from comes with its inputs, at each placement, until something has come back. */
    @Test
    void oneThatLosesItsNodeBeforeItSavesStartsFromTheSameOnceMore() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.advanceTo(3);
        map.hold();
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        run.gate().openTo(2);

        map.rerunFrom(0, 2);
        run.awaitAttempt(2, 2);
        Pool.killAll(Queue.node(map), "condor_starter");

        run.awaitAttempt(3, 2);
        run.gate().open();
        map.await(Waits.LONG);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.HELD, AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.trace().of(0)).noneMatch(line -> line.what() == What.TWICE);
        Queue.assertAgrees(map);
    }

    @Test
    void oneOfAMapWhoseJobsAreNotAllMade() throws Exception {
        ComponentMap<Integer, Integer> map = run.map(
                x -> x,
                PoolRun.small().memoryMb(PoolRun.MORE_THAN_ANY_NODE_HAS_MB),
                IntStream.range(0, MANY).boxed().toArray(Integer[]::new));
        map.awaitStatus(4, Status.IDLE, Waits.LONG);
        assertThat(map.removeComponents(3)).isEqualTo(1);
        assertThat(map.hold(4)).isEqualTo(1);
        map.awaitStatus(3, Status.REMOVED, Waits.LONG);
        map.awaitStatus(4, Status.HELD, Waits.LONG);

        assertThat(map.rerun(3, 4)).isEqualTo(2);

        assertThat(map.status(3)).isEqualTo(Status.IDLE);
        assertThat(map.status(4)).isEqualTo(Status.IDLE);
        assertThat(map.status(MANY - 1)).isEqualTo(Status.UNMATERIALIZED);
        map.hold();
        map.awaitStatus(3, Status.HELD, Waits.LONG);
        map.awaitStatus(4, Status.HELD, Waits.LONG);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        map.release();
        map.awaitStatus(3, Status.IDLE, Waits.LONG);
        map.awaitStatus(4, Status.IDLE, Waits.LONG);
        assertThat(map.setMemoryMb(128, 3)).isEqualTo(1);
        assertThat(map.get(3, Waits.LONG)).isEqualTo(3);
        map.removeComponents(4);
        map.awaitStatus(4, Status.REMOVED, Waits.LONG);
        assertThat(map.status(0)).isEqualTo(Status.IDLE);
    }
}
