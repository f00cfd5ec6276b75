package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is restored after each kind of eviction: what was saved on the node, or what was committed to the access point. */
@Isolated
class EvictionsTest {
    private static final int COMMITTED = 10;
    private static final int SAVED = 33;
    private static final int STEPS = 40;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** Saves once it is told to leave, when a commit to the access point is due at each save. */
    record SavesWhenToldToLeave(Gate gate, Trace trace) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer step) throws Exception {
            Path saved = Path.of("saved");
            int found = Files.exists(saved) ? Integer.parseInt(Files.readString(saved)) : 0;
            trace.add(Component.index(), Component.attempt(), What.STARTED, found);
            while (found == 0 && !Component.evictionRequested()) {
                gate.await(0);
            }
            if (found == 0) {
                Files.writeString(saved, step.toString());
                trace.add(Component.index(), Component.attempt(), What.BEGUN, step);
                Component.checkpoint(saved);
                trace.add(Component.index(), Component.attempt(), What.SAVED, step);
                Component.leave();
            }
            return found;
        }
    }

    /** It is due, but who leaves takes it along: the call returns, so that the function can do what else it has to do. */
    @Test
    @Tag("full")
    void aCommitAfterTheSignalIsTakenAlong() throws Exception {
        ComponentMap<Integer, Integer> map = run.map(
                new SavesWhenToldToLeave(run.gate(), run.trace()),
                PoolRun.small().commitInterval(Duration.ZERO),
                SAVED);
        run.awaitAttempt(1, 0);

        assertThat(map.vacate()).isEqualTo(1);

        assertThat(map.get(0, Waits.LONG)).isEqualTo(SAVED);
        assertThat(run.trace().of(0))
                .extracting(Line::attempt, Line::what, Line::step)
                .containsExactly(
                        tuple(1, What.STARTED, 0),
                        tuple(1, What.BEGUN, SAVED),
                        tuple(1, What.SAVED, SAVED),
                        tuple(2, What.STARTED, SAVED));
        JobLog log = JobLog.of(map);
        assertThat(log.count(JobLog.EVICTED)).isEqualTo(1);
        assertThat(log.count(JobLog.EXECUTING)).isEqualTo(2);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        Queue.assertAgrees(map);
    }

    /** A component that committed at one step to the access point, and saved a later one on its node only. */
    private ComponentMap<Integer, Long> committedAndSaved() {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small().commitInterval(PoolRun.INTERVAL), STEPS);
        run.awaitStart(1, 0);
        run.advanceTo(COMMITTED - 1);
        run.awaitCommitDue();
        run.commitAt(COMMITTED);
        run.advanceTo(SAVED);
        assertThat(JobLog.of(map).count(JobLog.TRANSFER, JobLog.SENT_OUTPUT))
                .as("commits")
                .isEqualTo(1);
        return map;
    }

    @Test
    void aPoliteOneGoesOnWithWhatWasSavedOnTheNode() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();

        assertThat(map.vacate()).isEqualTo(1);

        run.awaitAttempt(2, SAVED);
        assertThat(map.attempts(0).get(0).work().orElseThrow())
                .as("the account of the first attempt, while the second runs")
                .satisfies(work -> assertThat(work.saves()).isEqualTo(SAVED))
                .satisfies(work -> assertThat(work.saved()).isPositive());
        run.finish(map);
        assertThat(JobLog.of(map).count(JobLog.EVICTED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(run.startSteps(0)).containsExactly(0, COMMITTED, SAVED);
        assertThat(run.recomputed(0)).isZero();
        run.assertStreamsAgree(map);
    }

    @Test
    @Tag("full")
    void aHardOneGoesOnWithTheLastCommit() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();

        Pool.killAll(Queue.node(map), "condor_starter");

        JobLog log = JobLog.of(map);
        log.await(JobLog.DISCONNECTED, 1);
        Queue.assertAgrees(map);
        run.awaitAttempt(2, COMMITTED);
        Queue.assertAgrees(map);
        run.finish(map);
        assertThat(log.count(JobLog.DISCONNECTED)).isEqualTo(1);
        assertThat(log.count(JobLog.RECONNECT_FAILED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.startSteps(0)).containsExactly(0, COMMITTED, COMMITTED);
        assertThat(run.recomputed(0)).isEqualTo(SAVED - COMMITTED);
        assertThat(map.attempts(0).get(0).work().orElseThrow())
                .as("what is known by its last commit")
                .satisfies(work -> assertThat(work.saves()).isEqualTo(COMMITTED))
                .satisfies(work -> assertThat(work.saved()).isPositive())
                .satisfies(work -> assertThat(work.lost()).isPositive());
        run.assertStreamsAgree(map);
    }

    @Test
    @Tag("full")
    void aHardOneAfterAPoliteOneGoesOnWithWhatThePoliteOneBroughtHome() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();
        map.vacate();
        run.awaitAttempt(2, SAVED);
        Queue.assertAgrees(map);

        Pool.killAll(Queue.node(map), "condor_starter");

        run.awaitAttempt(3, SAVED);
        run.finish(map);
        assertThat(JobLog.of(map).count(JobLog.RECONNECT_FAILED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.startSteps(0)).containsExactly(0, COMMITTED, SAVED, SAVED);
        assertThat(run.recomputed(0)).isZero();
        run.assertStreamsAgree(map);
    }

    @Test
    @Tag("full")
    void aSecondPoliteOneWithoutASaveInBetweenLosesNothing() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();
        map.vacate();
        run.awaitAttempt(2, SAVED);
        map.vacate();
        run.awaitAttempt(3, SAVED);

        run.finish(map);

        assertThat(JobLog.of(map).count(JobLog.EVICTED)).isEqualTo(2);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isZero();
        run.assertStreamsAgree(map);
    }

    /** HTCondor logs it as any other; where a commit may have been on its way at that moment, there is no telling. */
    @Test
    @Tag("full")
    void oneWithoutASignalGoesOnWithTheLastCommit() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();

        Commands.run("condor_vacate_job", "-fast", Queue.job(map));

        run.awaitAttempt(2, COMMITTED);
        run.finish(map);
        assertThat(JobLog.of(map).count(JobLog.EVICTED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(SAVED - COMMITTED);
        run.assertStreamsAgree(map, 1);
    }

    @Test
    @Tag("full")
    void oneWithoutASignalBeforeAnyCommitIsLost() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.advanceTo(SAVED);

        Commands.run("condor_vacate_job", "-fast", Queue.job(map));

        run.awaitAttempt(2, 0);
        run.finish(map);
        assertThat(JobLog.of(map).count(JobLog.EVICTED)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isEqualTo(SAVED);
        run.assertStreamsAgree(map);
    }

    @Test
    @Tag("full")
    void aHoldKeepsWhatWasSavedOnTheNode() throws Exception {
        ComponentMap<Integer, Long> map = committedAndSaved();

        assertThat(map.hold()).isEqualTo(1);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        Queue.assertAgrees(map);
        assertThat(map.release()).isEqualTo(1);

        run.awaitAttempt(2, SAVED);
        run.finish(map);
        assertThat(JobLog.of(map).count(JobLog.HELD)).isEqualTo(1);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.HELD, AttemptEnd.COMPLETED);
        assertThat(run.recomputed(0)).isZero();
        run.assertStreamsAgree(map);
    }
}
