package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.condor.internal.Limits;
import io.htmap.testing.Waits;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests reach components too for which HTCondor has made no job yet, since enough others wait. */
@Tag("full")
class LateJobsTest {
    private static final int MAX_IDLE = Limits.maxIdle();
    private static final int SIZE = MAX_IDLE + 40;
    private static final int LATE = MAX_IDLE + 10;
    private static final int LATER = MAX_IDLE + 20;
    private static final long MORE_THAN_ANY_NODE_HAS_MB = PoolRun.MORE_THAN_ANY_NODE_HAS_MB;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    private ComponentMap<Integer, Integer> waiting() {
        ComponentMap<Integer, Integer> map = run.map(
                x -> x,
                PoolRun.small().memoryMb(MORE_THAN_ANY_NODE_HAS_MB),
                IntStream.range(0, SIZE).boxed().toArray(Integer[]::new));
        Waits.until("jobs are made", () -> count(map, Status.IDLE) > 0);
        assertThat(map.status(LATE)).isEqualTo(Status.UNMATERIALIZED);
        return map;
    }

    private static int count(ComponentMap<?, ?> map, Status status) {
        return map.counts().getOrDefault(status, 0);
    }

    @Test
    void someAreHeldAndRemoved() throws Exception {
        ComponentMap<Integer, Integer> map = waiting();

        assertThat(map.hold(LATE)).isEqualTo(1);
        assertThat(map.removeComponents(LATER)).isEqualTo(1);

        map.awaitStatus(LATE, Status.HELD, Waits.LONG);
        map.awaitStatus(LATER, Status.REMOVED, Waits.LONG);
        assertThat(map.status(LATE + 1)).isEqualTo(Status.IDLE);
        Queue.assertAgrees(map);
    }

    @Test
    void aMapThatIsHeldMakesNoMoreUntilItIsReleased() throws Exception {
        ComponentMap<Integer, Integer> map = waiting();

        int held = map.hold();
        Waits.until("all that were made are held", () -> count(map, Status.HELD) == held);
        assertThat(held).isLessThan(SIZE);
        assertThat(count(map, Status.UNMATERIALIZED)).isEqualTo(SIZE - held);
        assertThat(JobLog.of(map).count(37)).as("pauses").isEqualTo(1);

        assertThat(map.release()).isEqualTo(held);
        map.awaitStatus(0, Status.IDLE, Waits.LONG);
        assertThat(map.hold(LATE)).isEqualTo(1);
        map.awaitStatus(LATE, Status.HELD, Waits.LONG);
        Queue.assertAgrees(map);
    }

    /** As long as the whole map is on hold, there is no job to be removed. */
    @Test
    void someAreRemovedThatAreNotMadeUntilTheMapIsReleased() throws Exception {
        ComponentMap<Integer, Integer> map = waiting();
        int held = map.hold();
        Waits.until("all that were made are held", () -> count(map, Status.HELD) == held);

        assertThat(map.removeComponents(0, LATE, LATER)).isEqualTo(3);

        assertThat(map.status(LATE)).isEqualTo(Status.REMOVED);
        map.awaitStatus(0, Status.REMOVED, Waits.LONG);
        assertThat(map.status(LATE + 1)).isEqualTo(Status.UNMATERIALIZED);
        assertThat(map.removeComponents(LATE)).isZero();
        assertThat(JobLog.of(map).count(0)).isEqualTo(held);

        map.release();
        assertThat(map.hold(SIZE - 1)).isEqualTo(1);
        map.awaitStatus(SIZE - 1, Status.HELD, Waits.LONG);
        Queue.assertAgrees(map);
    }

    /** The schedd counts held jobs among those that wait: without more room it would make no others. */
    @Test
    void asManyAsMayWaitAreStuckAndTheRestGoesOn() throws Exception {
        ComponentMap<Integer, Integer> map = waiting();
        Waits.until("as many as may wait are made", () -> count(map, Status.IDLE) == MAX_IDLE);
        int[] stuck = IntStream.range(1, MAX_IDLE).toArray();

        assertThat(map.hold(0, stuck)).isEqualTo(MAX_IDLE);

        map.awaitStatus(SIZE - 1, Status.IDLE, Waits.LONG);
        assertThat(count(map, Status.HELD)).isEqualTo(MAX_IDLE);
        assertThat(map.setMemoryMb(128, SIZE - 1)).isEqualTo(1);
        assertThat(map.get(SIZE - 1, Waits.LONG)).isEqualTo(SIZE - 1);
        assertThat(JobLog.of(map).count(JobLog.HELD)).isEqualTo(MAX_IDLE);
        Queue.assertAgrees(map);
    }

    @Test
    void whatIsAskedForCountsForThemToo() {
        ComponentMap<Integer, Integer> map = waiting();

        assertThat(map.setMemoryMb(2 * MORE_THAN_ANY_NODE_HAS_MB)).isEqualTo(SIZE);
        map.hold(LATE);

        String ours = "HtmapMap == \"" + map.id() + "\" && RequestMemory == " + 2 * MORE_THAN_ANY_NODE_HAS_MB;
        assertThat(Commands.run("condor_q", "-constraint", ours, "-af", "ProcId")
                        .lines())
                .hasSizeGreaterThan(LATE);
    }
}
