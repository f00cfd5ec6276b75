package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Counter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Functions that do not leave when they are told to: what they saved is kept, since the job leaves in time without them. */
@Isolated
@Tag("full")
class GraceTest {
    private static final int STEPS = 5;
    private static final int SAVED = 3;
    private static final Duration SHORT = Duration.ofSeconds(8);

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** Never ends its shutdown in its first attempt. */
    record HangsInItsHook(Counter counter) implements MapFunction<Integer, Long> {
        @Override
        public Long apply(Integer steps) throws Exception {
            if (io.htmap.runtime.Component.attempt() == 1) {
                Runtime.getRuntime().addShutdownHook(new Thread(HangsInItsHook::hang));
            }
            return counter.apply(steps);
        }

        private static void hang() {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aHookThatHangsCostsNothingThatWasSaved() throws Exception {
        ComponentMap<Integer, Long> map = saved(new HangsInItsHook(counter()));
        assertVacatedWithoutLoss(map);
    }

    @Test
    void aProcessThatStandsStillCostsNothingThatWasSaved() throws Exception {
        ComponentMap<Integer, Long> map = saved(counter());

        Pool.asRoot(Queue.node(map), "pkill", "-STOP", "-f", "CondorRunner");

        assertVacatedWithoutLoss(map);
    }

    private Counter counter() {
        return new Counter(run.gate(), 0, run.trace(), true);
    }

    private ComponentMap<Integer, Long> saved(MapFunction<Integer, Long> function) {
        ComponentMap<Integer, Long> map = run.map(function, PoolRun.small().gracePeriod(SHORT), STEPS);
        run.advanceTo(SAVED);
        return map;
    }

    private void assertVacatedWithoutLoss(ComponentMap<Integer, Long> map) throws Exception {
        assertThat(map.vacate()).isEqualTo(1);

        run.awaitAttempt(2, SAVED);
        run.finish(map);
        assertThat(JobLog.of(map).count(JobLog.EVICTED)).isEqualTo(1);
        assertThat(JobLog.of(map).count(JobLog.TRANSFER, JobLog.SENT_OUTPUT)).isEqualTo(2);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isZero();
        run.assertStreamsAgree(map);
    }
}
