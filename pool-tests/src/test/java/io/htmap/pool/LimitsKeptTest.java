package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentError;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.testing.Waits;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What happens between two evictions, or before a retry, neither uses up a limit nor makes HTCondor forget it. */
@Isolated
@Tag("full")
class LimitsKeptTest {
    private static final int STEPS = 5;
    private static final int COMMITTED = 2;
    private static final Duration DELAY = Duration.ofSeconds(40);

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    private static Integer throwsAtFirst(Integer input) {
        if (Component.attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return input;
    }

    private ComponentMap<Integer, Integer> waitingForItsRetry(Duration delay) {
        MapOptions.Builder once = PoolRun.small().retries(1).retryDelay(delay);
        ComponentMap<Integer, Integer> map = run.map(LimitsKeptTest::throwsAtFirst, once, 7);
        JobLog.of(map).await(JobLog.EVICTED, 1);
        // the event comes before HTCondor's queue knows
        Queue.assertAgrees(map);
        assertThat(map.status(0)).isEqualTo(Status.IDLE);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.ERRORED);
        return map;
    }

    @Test
    void aRetryWaitsItsTimeAlsoWhereTheScheddIsKilled() throws Exception {
        ComponentMap<Integer, Integer> map = waitingForItsRetry(DELAY);

        // the schedd keeps what its shadows told it in memory until it has something of a user's to force to the disk
        Commands.run("condor_qedit", Queue.job(map), "HtmapTried", "1");
        Pool.killAll(Pool.ACCESS_POINT, "condor_schedd");
        Waits.until("the schedd answers", Pool::answers);

        assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.ERRORED, AttemptEnd.COMPLETED);
        assertThat(map.attempts(0).get(1).start())
                .isAfterOrEqualTo(map.attempts(0).get(0).end().orElseThrow().plus(DELAY));
        assertThat(map.errors(0)).extracting(ComponentError::message).containsExactly("not yet");
    }

    @Test
    void oneThatIsHeldWhileItWaitsRunsAtOnceWhenItIsReleased() throws Exception {
        ComponentMap<Integer, Integer> map = waitingForItsRetry(Duration.ofDays(1));

        assertThat(map.hold(0)).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        assertThat(map.release(0)).isEqualTo(1);

        assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.ERRORED, AttemptEnd.COMPLETED);
    }

    @Test
    void holdsCommitsAndLossesAreNoEvictions() throws Exception {
        MapOptions.Builder twice =
                PoolRun.small().commitInterval(PoolRun.INTERVAL).maxEvictions(2);
        ComponentMap<Integer, Long> map = run.counters(twice, STEPS);
        run.awaitStart(1, 0);
        run.advanceTo(COMMITTED - 1);
        run.awaitCommitDue();
        run.commitAt(COMMITTED);
        assertThat(map.hold(0)).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        assertThat(map.release(0)).isEqualTo(1);
        run.awaitAttempt(2, COMMITTED);
        map.vacate();
        run.awaitAttempt(3, COMMITTED);
        map.vacate();

        map.awaitStatus(0, Status.HELD, Waits.LONG);
        assertThat(map.holdReason(0).orElseThrow().reason())
                .isEqualTo("it was evicted 2 times (option maxEvictions), so it is held");
        Queue.assertAgrees(map);
        assertThat(map.release(0)).isEqualTo(1);
        run.awaitAttempt(4, COMMITTED);
        // HTCondor still has the exit code of the attempt before
        Pool.killAll(Queue.node(map), "condor_starter");
        run.awaitAttempt(5, COMMITTED);

        run.finish(map);
        assertThat(PoolRun.ends(map))
                .containsExactly(
                        AttemptEnd.HELD, AttemptEnd.EVICTED, AttemptEnd.EVICTED, AttemptEnd.LOST, AttemptEnd.COMPLETED);
    }
}
