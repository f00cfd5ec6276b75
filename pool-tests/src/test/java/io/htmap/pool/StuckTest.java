package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.ComponentRemovedException;
import io.htmap.Hold;
import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Counter;
import io.htmap.testing.Gate;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Components that are stopped by somebody or something that the map knows nothing of. */
@Isolated
class StuckTest {
    private static final int STEPS = 4;
    private static final int HELD_BY_SYSTEM_POLICY = 26;
    private static final int OVER_MEMORY = 102;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void oneThatIsRemovedBehindOurBackIsRemoved() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS, STEPS);
        run.awaitStart(1, 0);
        assertThat(Queue.batchName(map)).isEqualTo(map.tag());

        Commands.run("condor_rm", Queue.job(map));

        map.awaitStatus(0, Status.REMOVED, Waits.LONG);
        assertThat(JobLog.of(map).count(JobLog.ABORTED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.REMOVED);
        run.gate().open();
        assertThat(map.get(1, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertThatThrownBy(() -> map.get(0)).isInstanceOf(ComponentRemovedException.class);
        Queue.assertAgrees(map);
    }

    @Test
    @Tag("full")
    void oneThatAPolicyHoldsIsNotBlamed() throws Exception {
        setPolicy("HtmapTag=?=\"faults\"&&NumHolds=?=undefined&&time()-EnteredCurrentStatus>15");
        try {
            ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
            run.advanceTo(2);

            map.awaitStatus(0, Status.HELD, Waits.LONG);

            Queue.assertAgrees(map);
            Hold hold = map.holdReason(0).orElseThrow();
            assertThat(hold.code()).isEqualTo(HELD_BY_SYSTEM_POLICY);
            assertThat(hold.reason()).contains("SYSTEM_PERIODIC_HOLD");
            assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.HELD);
            setPolicy("False");
            assertThat(map.release()).isEqualTo(1);
            run.awaitAttempt(2, 2);
            run.finish(map);
            assertThat(run.recomputed(0)).isZero();
        } finally {
            setPolicy("False");
        }
    }

    private static void setPolicy(String expression) {
        Pool.pool("config", Pool.ACCESS_POINT, "SYSTEM_PERIODIC_HOLD=" + expression);
    }

    /** Fills memory outside the heap, as much as Java gives it there, until the gate opens. */
    record Outgrows(Gate gate) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer megabytes) throws Exception {
            ByteBuffer outside = ByteBuffer.allocateDirect(megabytes << 20);
            while (outside.hasRemaining()) {
                outside.put((byte) 1);
            }
            gate.await(1);
            return outside.position();
        }
    }

    @Test
    @Tag("full")
    void oneThatOutgrowsItsMemoryOutsideTheHeapIsHeldAndCompletesWithMore() throws Exception {
        ComponentMap<Integer, Integer> map = run.map(new Outgrows(run.gate()), PoolRun.small(), 90);

        map.awaitStatus(0, Status.HELD, Waits.LONG);

        Queue.assertAgrees(map);
        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(JobLog.of(map).count(JobLog.HELD, "Code " + hold.code() + " Subcode " + hold.subcode()))
                .isEqualTo(1);
        // by the node's policy, or by its control group
        assertThat(List.of(hold.code(), hold.subcode()))
                .as("%s", hold)
                .isIn(List.of(21, OVER_MEMORY), List.of(34, OVER_MEMORY));
        assertThat(hold.reason()).containsIgnoringCase("memory");
        assertThat(hold.advice()).contains("htmap edit memory");
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.FAILED);
        assertThat(map.setMemoryMb(512, 0)).isEqualTo(1);
        assertThat(map.release()).isEqualTo(1);
        run.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(90 << 20);
        Queue.assertAgrees(map);
    }

    /** Deletes what the runner stored, once it has. */
    static Integer losesItsOutput(Integer input) {
        Path state = Path.of("..", "state");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.deleteIfExists(state.resolve("output"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        return input;
    }

    @Test
    @Tag("full")
    void oneThatEndsWithoutOutputIsHeldWithAReason() throws Exception {
        ComponentMap<Integer, Integer> map = run.map(StuckTest::losesItsOutput, PoolRun.small(), 1);

        map.awaitStatus(0, Status.HELD, Waits.LONG);

        assertThat(map.holdReason(0).orElseThrow().reason()).contains("output");
        Queue.assertAgrees(map);
    }

    @Test
    @Tag("full")
    void anOutputThatWasDeletedOnItsWayIsTold() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.gate().open();
        map.awaitStatus(0, Status.COMPLETED, Waits.LONG);

        Commands.run("rm", "-r", map.directory().resolve("results").resolve("0").toString());

        assertThatThrownBy(() -> map.get(0))
                .isInstanceOf(HtmapException.class)
                .hasMessageContaining("the output of component 0")
                .hasMessageNotContaining("\n");
        Queue.assertAgrees(map);
    }

    @Test
    @Tag("full")
    void oneThatIsStuckDoesNotKeepTheOthersOut() throws Exception {
        ComponentMap<Integer, Long> map =
                run.counters(PoolRun.small(), STEPS, STEPS, STEPS, STEPS, STEPS, STEPS, STEPS, STEPS, STEPS, STEPS);
        run.awaitStart(1, 0);
        assertThat(map.hold(0)).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        run.gate().open();

        for (int component = 1; component < map.size(); component++) {
            assertThat(map.get(component, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        }
        assertThat(map.status(0)).isEqualTo(Status.HELD);
        Queue.assertAgrees(map);
        assertThat(map.release()).isEqualTo(1);
        run.finish(map);
    }
}
