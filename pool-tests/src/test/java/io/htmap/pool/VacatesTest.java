package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Vacated again and again, also before the function has begun. */
@Tag("full")
class VacatesTest {
    private static final int AT_START = 5;
    private static final int LATER = 5;
    private static final int STEPS = LATER + 2;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void tenInARow() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        JobLog log = JobLog.of(map);
        for (int attempt = 1; attempt <= AT_START; attempt++) {
            log.await(JobLog.EXECUTING, attempt);
            assertThat(map.vacate()).as("vacated in attempt %s", attempt).isEqualTo(1);
            log.await(JobLog.EVICTED, attempt);
        }
        for (int step = 1; step <= LATER; step++) {
            log.await(JobLog.EXECUTING, AT_START + step);
            run.advanceTo(step);
            assertThat(map.vacate()).as("vacated at step %s", step).isEqualTo(1);
            log.await(JobLog.EVICTED, AT_START + step);
        }

        run.finish(map);

        assertThat(log.count(JobLog.EVICTED)).isEqualTo(AT_START + LATER);
        assertThat(PoolRun.ends(map).subList(0, AT_START + LATER))
                .isEqualTo(Collections.nCopies(AT_START + LATER, AttemptEnd.EVICTED));
        assertThat(run.recomputed(0)).isZero();
    }
}
