package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.AttemptWork;
import io.htmap.Status;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts of attempts whose component was run again, or removed while they ran. */
@Tag("process")
class RerunAccountsTest {
    private static final int STEPS = 3;

    @TempDir
    Path folder;

    @Test
    void onlyWhatTheNewOutputIsBuiltOnIsSaved() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(2);
            run.map().pinCheckpoint(0, 1);
            run.map().vacate();
            run.awaitNextAttempt();
            run.finish();
            Attempt first = attempt(run, 1);
            assertThat(saved(run, 1)).isBetween(Duration.ofMillis(1), duration(first));
            assertThat(saved(run, 2)).isEqualTo(duration(attempt(run, 2)));

            run.map().rerun(0);
            assertThat(saved(run, 1)).isZero();
            assertThat(saved(run, 2)).isZero();
            run.finish();
            assertThat(saved(run, 1)).isZero();
            assertThat(run.map().account().good()).isEqualTo(duration(attempt(run, 3)));

            Waits.until(
                    "only the pinned one is left",
                    () -> run.map().checkpoints(0, false).size() == 1);
            run.counter().gate().openTo(1);
            run.map().rerunFrom(0, 1);
            Duration pinned = saved(run, 1);
            assertThat(pinned).isPositive();
            assertThat(saved(run, 2)).isZero();
            assertThat(saved(run, 3)).isZero();
            assertThat(run.map().account().good()).isEqualTo(pinned);
            run.finish();
            assertThat(saved(run, 1)).isEqualTo(pinned);
            assertThat(run.map().account().good()).isEqualTo(pinned.plus(duration(attempt(run, 4))));
        }
    }

    @Test
    void oneThatIsRemovedWhileItRunsTellsWhatItSaved() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(2);

            run.map().removeComponents(0);
            run.map().awaitStatus(0, Status.REMOVED, Waits.LONG);

            assertThat(attempt(run, 1).how()).contains(AttemptEnd.REMOVED);
            AttemptWork work = attempt(run, 1).work().orElseThrow();
            assertThat(work.startedFrom()).isZero();
            assertThat(work.saves()).isEqualTo(2);
            assertThat(work.saved()).isPositive();
            assertThat(work.saved().plus(work.lost())).isEqualTo(duration(attempt(run, 1)));
        }
    }

    private static Attempt attempt(CounterRun run, int number) {
        return run.map().attempts(0).get(number - 1);
    }

    private static Duration saved(CounterRun run, int attempt) {
        return attempt(run, attempt).work().orElseThrow().saved();
    }

    private static Duration duration(Attempt attempt) {
        return attempt.duration().orElseThrow();
    }
}
