package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Waits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A component that was given more memory has it from then on, whatever ends its attempts. */
@Isolated
@Tag("full")
class MemoryKeptTest {
    private static final int MOST_MB = 256;
    private static final int LARGE_MB = 250;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** Needs so much heap, in MiB, then waits until it may return how much there is. */
    record Grows(Gate gate, Trace trace) implements MapFunction<Integer, Long> {
        @Override
        public Long apply(Integer megabytes) throws Exception {
            byte[][] all = new byte[megabytes][];
            for (int i = 0; i < megabytes; i++) {
                all[i] = new byte[1 << 20];
            }
            trace.add(Component.index(), Component.attempt(), Trace.What.STARTED, 0);
            gate.await(1);
            return Runtime.getRuntime().maxMemory() >> 20;
        }
    }

    @Test
    void evictionsLossesAndHoldsDoNotTakeIt() throws Exception {
        // enough that the JVM itself has its place beside a full heap: the node must not hold it
        MapOptions.Builder upTo512 = PoolRun.small().memoryMb(256).maxMemoryMb(512);
        ComponentMap<Integer, Long> map = run.map(new Grows(run.gate(), run.trace()), upTo512, LARGE_MB);
        run.awaitAttempt(2, 0);

        Pool.killAll(Queue.node(map), "condor_starter");
        run.awaitAttempt(3, 0);
        map.vacate();
        run.awaitAttempt(4, 0);
        assertThat(map.hold(0)).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        assertThat(map.release(0)).isEqualTo(1);
        run.awaitAttempt(5, 0);
        run.gate().open();

        assertThat(map.get(0, Waits.LONG)).isGreaterThan(LARGE_MB);
        assertThat(PoolRun.ends(map))
                .containsExactly(
                        AttemptEnd.FAILED, AttemptEnd.LOST, AttemptEnd.EVICTED, AttemptEnd.HELD, AttemptEnd.COMPLETED);
        Queue.assertAgrees(map);
    }

    @Test
    void oneThatTheNodeHoldsForItsMemoryIsReleasedWithMore() throws Exception {
        ComponentMap<Integer, Integer> map =
                run.map(new StuckTest.Outgrows(run.gate()), PoolRun.small().maxMemoryMb(MOST_MB), 90);
        JobLog.of(map).await(JobLog.HELD, 1);
        run.gate().open();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(90 << 20);

        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.FAILED, AttemptEnd.COMPLETED);
        assertThat(JobLog.of(map).count(JobLog.HELD)).isEqualTo(1);
        Queue.assertAgrees(map);
    }

    /** Ends its JVM in its first attempts, then outgrows its memory. */
    record Ends(int attempts, StuckTest.Outgrows then) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer megabytes) throws Exception {
            if (Component.attempt() <= attempts) {
                System.exit(3);
            }
            return then.apply(megabytes);
        }
    }

    /** Attempts that failed for another reason were not given more. */
    @Test
    void whoWaitsForOneThatFailedBeforeWaitsOn() throws Exception {
        ComponentMap<Integer, Integer> map = run.map(
                new Ends(2, new StuckTest.Outgrows(run.gate())), PoolRun.small().maxMemoryMb(MOST_MB), 90);
        for (int failed = 1; failed <= 2; failed++) {
            JobLog.of(map).await(JobLog.HELD, failed);
            map.awaitStatus(0, Status.HELD, Waits.LONG);
            assertThat(map.release(0)).isEqualTo(1);
        }
        JobLog.of(map).await(JobLog.HELD, 3);
        run.gate().open();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(90 << 20);

        assertThat(JobLog.of(map).count(JobLog.EXECUTING, "\tMemory = ")).isEqualTo(4);
        Queue.assertAgrees(map);
    }
}
