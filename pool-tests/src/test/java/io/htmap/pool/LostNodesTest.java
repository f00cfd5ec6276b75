package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Counter;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Nodes lose their power or their network. */
@Isolated
@Tag("full")
class LostNodesTest {
    private static final int STEPS = 6;
    private static final int SAVED = 3;
    private static final int ERROR_FROM_STARTER = 21;
    private static final Duration SHORT_LEASE = Duration.ofSeconds(30);
    private static final Duration LONG_LEASE = Duration.ofMinutes(5);

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** Saved on its node only; no commit is due that a node which is cut off would have to wait for. */
    private ComponentMap<Integer, Long> saved(Duration lease) {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small().jobLease(lease), STEPS);
        run.advanceTo(SAVED);
        return map;
    }

    @Test
    void anotherNodeGoesOnWithTheLastCommitOfOneThatIsLostForGood() throws Exception {
        ComponentMap<Integer, Long> map =
                run.counters(PoolRun.small().commitInterval(PoolRun.INTERVAL).jobLease(SHORT_LEASE), STEPS);
        run.awaitStart(1, 0);
        run.awaitCommitDue();
        run.commitAt(1);
        run.advanceTo(SAVED);
        String lost = Queue.node(map);

        Pool.powerOff(lost);

        run.awaitAttempt(2, 1);
        assertThat(Queue.node(map)).isNotEqualTo(lost);
        run.finish(map);
        JobLog log = JobLog.of(map);
        assertThat(log.count(JobLog.DISCONNECTED)).isEqualTo(1);
        assertThat(log.count(JobLog.RECONNECT_FAILED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(SAVED - 1);
        run.assertStreamsAgree(map);
    }

    /**
     * Its attempt goes on meanwhile, and nobody takes its place. But HTCondor 23.9's shadow has given up its transfers by
     * then ("transkey is invalid!" in its log), and takes nothing more from the node: the attempt is lost in the end.
     */
    @Test
    void oneThatComesBackKeepsItsComponentButCannotBringItHome() throws Exception {
        ComponentMap<Integer, Long> map = saved(LONG_LEASE);
        String node = Queue.node(map);

        Pool.cutOff(node);
        JobLog log = JobLog.of(map);
        log.await(JobLog.DISCONNECTED, 1);
        assertThat(map.status(0)).isEqualTo(Status.RUNNING);
        Queue.assertAgrees(map);
        run.advanceTo(SAVED + 1);
        Pool.bringBack(node);

        log.await(JobLog.RECONNECTED, 1);
        Queue.assertAgrees(map);
        assertThat(log.count(JobLog.EXECUTING)).isEqualTo(1);
        run.finish(map);
        assertThat(log.count(ERROR_FROM_STARTER, "Repeated attempts to transfer output failed"))
                .isEqualTo(1);
        assertThat(log.count(JobLog.EXECUTING)).isEqualTo(2);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(STEPS);
        run.assertStreamsAgree(map);
    }

    /** Nor are its commits taken; HTCondor says nothing of that, and the node goes on. */
    @Test
    void oneThatComesBackDoesNotCommitAnyMore() throws Exception {
        ComponentMap<Integer, Long> map =
                run.counters(PoolRun.small().commitInterval(PoolRun.INTERVAL).jobLease(LONG_LEASE), STEPS);
        run.awaitStart(1, 0);
        run.awaitCommitDue();
        run.commitAt(1);
        run.advanceTo(SAVED - 1);
        String node = Queue.node(map);
        Pool.cutOff(node);
        JobLog log = JobLog.of(map);
        log.await(JobLog.DISCONNECTED, 1);
        Pool.bringBack(node);
        log.await(JobLog.RECONNECTED, 1);
        run.awaitCommitDue();
        run.commitAt(SAVED);
        assertThat(log.count(JobLog.TRANSFER, JobLog.SENT_OUTPUT)).isEqualTo(1);

        assertThat(map.vacate()).isEqualTo(1);

        run.awaitAttempt(2, 1);
        run.finish(map);
        // the log does not tell that nothing came home
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(SAVED - 1);
        assertThat(map.stdout(0, 1)).contains("completed step 1", "ended hard").doesNotContain("completed step 2");
    }

    /** Returns which attempt it was, and what that counted. */
    record Signed(Counter counter) implements MapFunction<Integer, List<Long>> {
        @Override
        public List<Long> apply(Integer steps) throws Exception {
            long counted = counter.apply(steps);
            return List.of((long) Component.attempt(), counted);
        }
    }

    /** It goes on computing in the meantime, and even completes; but somebody else has the component by then. */
    @Test
    void ofTwoNodesThatHaveTheComponentOneWins() throws Exception {
        ComponentMap<Integer, List<Long>> map = run.map(
                new Signed(new Counter(run.gate(), 0, run.trace(), true)),
                PoolRun.small().jobLease(SHORT_LEASE),
                STEPS);
        run.advanceTo(SAVED);
        String node = Queue.node(map);

        Pool.cutOff(node);
        run.gate().open();
        run.trace().await(0, 1, What.SAVED, STEPS);
        run.awaitAttempt(2, 0);
        Pool.bringBack(node);
        assertThat(map.get(0, Waits.LONG)).as("attempt and result").containsExactly(2L, Counter.result(STEPS));
        Queue.assertAgrees(map);

        JobLog log = JobLog.of(map);
        assertThat(log.count(JobLog.DISCONNECTED)).isEqualTo(1);
        assertThat(log.count(JobLog.RECONNECT_FAILED)).isEqualTo(1);
        assertThat(log.count(5)).as("terminations").isEqualTo(1);
        List<Line> last = run.trace().of(0).stream()
                .filter(line -> line.what() == What.SAVED && line.step() == STEPS)
                .toList();
        assertThat(last).extracting(Line::attempt).containsExactly(1, 2);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(map.stdout(0, 2)).contains("starting from scratch");
        run.assertStreamsAgree(map);
    }
}
