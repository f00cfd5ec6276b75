package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.testing.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The access point's shadow gives up, and says so in the event log. */
@Isolated
@Tag("full")
class ShadowExceptionTest {
    private static final int STEPS = 6;
    private static final int SAVED = 4;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** A job without a lease cannot be found again: its shadow gives up when it hears nothing more of the node. */
    @Test
    void itsAttemptIsLostAndTheNextGoesOnFromTheLastCommit() throws Exception {
        ComponentMap<Integer, Long> map = run.waiting(
                new Counter(run.gate(), 0, run.trace(), true), PoolRun.small().commitInterval(PoolRun.INTERVAL), STEPS);
        Commands.run("condor_qedit", Queue.job(map), "JobLeaseDuration", "UNDEFINED");
        PoolRun.placed(map);
        run.awaitStart(1, 0);
        run.awaitCommitDue();
        run.commitAt(1);
        run.advanceTo(SAVED);

        Pool.killAll(Queue.node(map), "condor_starter");

        JobLog log = JobLog.of(map);
        log.await(JobLog.SHADOW_EXCEPTION, 1);
        run.awaitAttempt(2, 1);
        Queue.assertAgrees(map);
        run.finish(map);
        assertThat(log.count(JobLog.SHADOW_EXCEPTION, "Can no longer talk to condor_starter"))
                .isEqualTo(1);
        assertThat(log.count(JobLog.DISCONNECTED)).isZero();
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(map.attempts(0).get(0).reason()).contains("Can no longer talk to condor_starter");
        assertThat(run.recomputed(0)).isEqualTo(SAVED - 1);
        run.assertStreamsAgree(map);
    }
}
