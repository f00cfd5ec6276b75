package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.testing.Waits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What earlier attempts of a removed component wrote and saved lay in the schedd's spool, which HTCondor then clears. */
@Tag("full")
class RemovedTest {
    private static final int SAVED = 3;
    private static final int STEPS = 40;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void whatTheFirstAttemptOfARunningOneWroteAndSavedIsKept() throws Exception {
        ComponentMap<Integer, Long> map = evicted();
        run.awaitAttempt(2, SAVED);

        assertThat(map.removeComponents(0)).isEqualTo(1);

        map.awaitStatus(0, Status.REMOVED, Waits.LONG);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.REMOVED);
        assertKept(map);
        assertThat(map.stdout(0, 2)).contains("[htmap] attempt 2 was removed");
    }

    @Test
    void whatTheFirstAttemptOfAHeldOneWroteAndSavedIsKept() throws Exception {
        ComponentMap<Integer, Long> map = evicted();
        map.hold(0);
        map.awaitStatus(0, Status.HELD, Waits.LONG);

        assertThat(map.removeComponents(0)).isEqualTo(1);

        map.awaitStatus(0, Status.REMOVED, Waits.LONG);
        assertKept(map);
    }

    private ComponentMap<Integer, Long> evicted() {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.awaitStart(1, 0);
        run.advanceTo(SAVED);
        assertThat(map.vacate(0)).isEqualTo(1);
        JobLog.of(map).await(JobLog.EVICTED, 1);
        return map;
    }

    private static void assertKept(ComponentMap<?, ?> map) {
        assertThat(map.stdout(0, 1))
                .contains("starting from scratch", "completed step " + SAVED)
                .doesNotContain("[htmap]");
        assertThat(map.stderr(0, 1)).contains("warning at step " + SAVED);
        List<Attempt> attempts = map.attempts(0);
        assertThat(attempts.get(0).work().orElseThrow().saves()).isEqualTo(SAVED);
        assertThat(map.checkpoints(0, true)).isNotEmpty().allMatch(kept -> kept.damage()
                .isEmpty());
    }
}
