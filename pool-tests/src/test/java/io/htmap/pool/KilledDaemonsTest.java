package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.testing.Waits;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** HTCondor's own daemons die while a component runs. The starter is in {@link EvictionsTest}. */
@Isolated
class KilledDaemonsTest {
    private static final int STEPS = 6;
    private static final int COMMITTED = 2;
    private static final int SAVED = 4;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    private ComponentMap<Integer, Long> committedAndSaved() {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small().commitInterval(PoolRun.INTERVAL), STEPS);
        run.awaitStart(1, 0);
        run.awaitCommitDue();
        run.commitAt(1);
        run.advanceTo(SAVED);
        return map;
    }

    @Test
    void aShadowThatDiesSilentlyCostsItsAttemptOnly() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();

        Pool.killAll(Pool.ACCESS_POINT, "condor_shadow");

        JobLog log = JobLog.of(map);
        log.await(JobLog.EXECUTING, 2);
        Queue.assertAgrees(map);
        run.awaitAttempt(2, 1);
        run.finish(map);
        assertThat(log.count(JobLog.EVICTED)).isZero();
        assertThat(log.count(JobLog.DISCONNECTED)).isZero();
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(SAVED - 1);
        run.assertStreamsAgree(map);
    }

    /** The schedd has not heard yet that the job began: it counts one start too few from then on. */
    @Test
    @Tag("full")
    void attemptsAreToldApartWhoseShadowsDiedAtOnce() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.awaitStart(1, 0);
        Pool.killAll(Pool.ACCESS_POINT, "condor_shadow");
        run.awaitStart(2, 0);
        run.advanceTo(COMMITTED);

        assertThat(map.vacate()).isEqualTo(1);

        run.awaitStart(3, COMMITTED);
        run.finish(map);
        assertThat(JobLog.of(map).count(JobLog.EXECUTING)).isEqualTo(3);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(map.stdout(0, 1)).contains("attempt 1 ended hard").doesNotContain("completed step");
        assertThat(map.stdout(0, 2)).contains("starting from scratch", "completed step " + COMMITTED);
        assertThat(map.stdout(0, 3)).contains("loaded checkpoint at step " + COMMITTED, "completed step " + STEPS);
        assertThat(map.attempts(0).get(0).duration()).isEmpty();
        assertThat(map.attempts(0).get(1).duration()).isPresent();
    }

    @Test
    @Tag("full")
    void aStartdThatDiesCostsTheAttemptsOfItsNode() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();

        Pool.killAll(Queue.node(map), "condor_startd");

        run.awaitAttempt(2, 1);
        run.finish(map);
        JobLog log = JobLog.of(map);
        assertThat(log.count(JobLog.EXECUTING)).isEqualTo(2);
        assertThat(log.count(JobLog.DISCONNECTED)).isGreaterThanOrEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(SAVED - 1);
        run.assertStreamsAgree(map);
    }

    @Test
    @Tag("full")
    void aScheddThatIsKilledFindsItsRunningJobsAgain() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();

        Pool.killAll(Pool.ACCESS_POINT, "condor_schedd");

        Waits.until("the schedd answers again", Pool::answers);
        Queue.assertAgrees(map);
        JobLog.of(map).await(JobLog.RECONNECTED, 1);
        Queue.assertAgrees(map);
        run.finish(map);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isZero();
        run.assertStreamsAgree(map);
    }

    @Test
    @Tag("full")
    void aPoolWhosePowerFailsGoesOnFromTheCommits() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(
                PoolRun.small().commitInterval(PoolRun.INTERVAL).jobLease(Duration.ofSeconds(20)), STEPS, STEPS);
        run.awaitStart(1, 0);
        Waits.until("the second one begins", () -> !run.starts(1).isEmpty());
        run.awaitCommitDue();
        run.commitAt(1);
        Waits.until("the second one commits", () -> run.startSteps(1).contains(1));
        run.advanceTo(SAVED);

        Pool.pool("restart");

        Queue.assertAgrees(map);
        JobLog.of(map).await(JobLog.EXECUTING, 4);
        run.finish(map);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.startSteps(0)).containsExactly(0, 1, 1);
        assertThat(run.startSteps(1)).containsExactly(0, 1, 1);
        run.assertStreamsAgree(map);
    }
}
