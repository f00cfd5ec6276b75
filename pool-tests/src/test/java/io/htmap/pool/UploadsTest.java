package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.testing.Waits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A commit to the access point is interrupted: the nodes' networks are slow, so that it takes a while. */
@Isolated
@Tag("full")
class UploadsTest {
    private static final int MEGABYTES = 40;
    private static final int STEPS = 3;
    private static final List<String> NODES = List.of("node1", "node2");

    private final PoolRun run = new PoolRun();

    @BeforeEach
    void slowDown() {
        NODES.forEach(node -> Pool.asRoot(
                node, "tc", "qdisc", "add", "dev", "eth0", "root", "tbf", "rate", "80mbit", "burst", "64kb", "latency",
                "100ms"));
    }

    @AfterEach
    void close() {
        NODES.forEach(node -> Pool.asRoot(node, "tc", "qdisc", "del", "dev", "eth0", "root"));
        run.close();
    }

    /** Commits the first step, and returns in the middle of the upload of the second. */
    private ComponentMap<Integer, Long> uploading() {
        ComponentMap<Integer, Long> map = run.map(
                new BigCounter(run.gate(), run.trace(), MEGABYTES),
                PoolRun.small().diskMb(400).commitInterval(Duration.ZERO),
                STEPS);
        run.awaitStart(1, 0);
        run.commitAt(1);
        run.gate().openTo(2);
        JobLog.of(map).await(JobLog.TRANSFER, JobLog.SENDS_OUTPUT, 2);
        return map;
    }

    private void finish(ComponentMap<Integer, Long> map) throws Exception {
        run.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(STEPS);
        Queue.assertAgrees(map);
    }

    @Test
    void oneThatIsCutOffLeavesTheCommitBeforeWhole() throws Exception {
        ComponentMap<Integer, Long> map = uploading();

        Pool.killAll(Queue.node(map), "condor_starter");

        JobLog log = JobLog.of(map);
        assertThat(log.count(JobLog.TRANSFER, JobLog.SENT_OUTPUT)).isEqualTo(1);
        run.awaitStart(3, 1);
        finish(map);
        assertThat(log.count(JobLog.EXECUTING)).isEqualTo(2);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(1);
    }

    @Test
    void oneIsFinishedWhenTheJobIsVacatedMeanwhile() throws Exception {
        ComponentMap<Integer, Long> map = uploading();

        assertThat(map.vacate()).isEqualTo(1);

        JobLog log = JobLog.of(map);
        assertThat(log.count(JobLog.TRANSFER, JobLog.SENT_OUTPUT)).isEqualTo(1);
        run.awaitStart(3, 2);
        finish(map);
        assertThat(log.count(JobLog.EVICTED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isZero();
        assertThat(map.attempts(0).get(0).work().orElseThrow().saves())
                .as("checkpoints in the account of the attempt whose last commit it was")
                .isEqualTo(2);
    }
}
