package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.Status;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Oracle;
import io.htmap.testing.Processes;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that does not leave in its grace period is killed; what it had saved is not lost. */
@Tag("process")
class GracePeriodTest {
    private static final int STEPS = 4;

    @TempDir
    Path folder;

    @Test
    void endsWithAKill() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true, Duration.ofSeconds(1))) {
            run.advanceTo(2);
            long first = stopped(run);
            assertThat(run.map().vacate(0)).isEqualTo(1);
            run.awaitNextAttempt();
            assertThat(Processes.isAlive(first)).isFalse();

            run.advanceTo(3);
            long second = stopped(run);
            assertThat(run.map().hold(0)).isEqualTo(1);
            run.map().awaitStatus(0, Status.HELD, Waits.LONG);
            assertThat(Processes.isAlive(second)).isFalse();
            assertThat(run.map().release(0)).isEqualTo(1);
            run.awaitNextAttempt();
            run.finish();

            String killed = "; killed, since it had not ended within 1.0 s";
            assertThat(run.ends()).containsExactly(AttemptEnd.EVICTED, AttemptEnd.HELD, AttemptEnd.COMPLETED);
            assertThat(run.reasons()).startsWith("vacated" + killed, "held" + killed + " on request");
            assertThat(Oracle.startedAt(run.trace(), 0)).isEqualTo(List.of(0, 2, 3));
            Oracle.assertNoStepTwice(run.trace(), 0);
        }
    }

    /** The worker, which from now on cannot notice that it shall leave. */
    private static long stopped(CounterRun run) {
        long worker = run.home().awaitWorker();
        Processes.signal("STOP", worker);
        Waits.until("the worker is stopped", () -> Processes.isStopped(worker));
        return worker;
    }
}
