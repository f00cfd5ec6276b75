package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The resumable forms in real runners, evicted by real signals. */
class RunnerResumesTest {
    private static final int STEP_MILLIS = 60;

    @TempDir
    Path map;

    @Test
    void aFoldLosesNoStepAtPoliteEvictions() throws Exception {
        List<Integer> steps = throughTwoEvictions(Resuming::folds);

        assertThat(steps)
                .isEqualTo(IntStream.rangeClosed(1, Resuming.STEPS).boxed().toList());
    }

    @Test
    void aWalkLosesNoItemAtPoliteEvictions() throws Exception {
        List<Integer> steps = throughTwoEvictions(Resuming::walks);

        assertThat(steps)
                .isEqualTo(IntStream.rangeClosed(1, Resuming.STEPS).boxed().toList());
    }

    @Test
    void aLoopOfItsOwnLosesNoStepAndKeepsTheFilesBesideItsState() throws Exception {
        RunnerProcess one =
                new RunnerProcess(map, 1).start(Resuming::loops, STEP_MILLIS).awaitOutput("step 3");
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);
        RunnerProcess two = new RunnerProcess(map, 2).start(Resuming::loops, 0);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        int done = steps(one).size();
        assertThat(two.stdout()).startsWith("lines " + done).contains("step " + (done + 1));
        assertThat(two.value()).isEqualTo(Resuming.result());
    }

    /** Evicts the function in its second and again in a later step; returns the steps of all attempts. */
    private <O> List<Integer> throughTwoEvictions(MapFunction<Integer, O> function) throws Exception {
        RunnerProcess one =
                new RunnerProcess(map, 1).start(function, STEP_MILLIS).awaitOutput("step 2");
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);
        assertThat(one.marks().commits()).isPositive();
        int next = steps(one).size() + 2;
        RunnerProcess two =
                new RunnerProcess(map, 2).start(function, STEP_MILLIS).awaitOutput("step " + next);
        two.terminate();
        assertThat(two.end()).contains(ExitCode.EVICTED);
        RunnerProcess three = new RunnerProcess(map, 3).start(function, 0);
        assertThat(three.end()).contains(ExitCode.COMPLETED);
        return Stream.of(steps(one), steps(two), steps(three))
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void aHardKillLosesNoMoreThanWasNotSaved() throws Exception {
        RunnerProcess one = new RunnerProcess(map, 1)
                .start(Resuming::foldsSavingAlways, STEP_MILLIS)
                .awaitOutput("step 4");
        one.process().destroyForcibly();
        one.awaitExit();
        RunnerProcess two = new RunnerProcess(map, 2).start(Resuming::foldsSavingAlways, 0);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.value()).isEqualTo(Resuming.result());
        assertThat(steps(two).get(0)).isBetween(4, 5 + 1);
    }

    @Test
    void withoutASaveAHardKillLosesAllAndTheResultIsRight() throws Exception {
        RunnerProcess one = new RunnerProcess(map, 1)
                .start(Resuming::foldsSavingNever, STEP_MILLIS)
                .awaitOutput("step 4");
        one.process().destroyForcibly();
        one.awaitExit();
        RunnerProcess two = new RunnerProcess(map, 2).start(Resuming::foldsSavingNever, 0);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.value()).isEqualTo(Resuming.result());
        assertThat(steps(two).get(0)).isEqualTo(1);
    }

    @Test
    void aRestoredStateMayBeRejected() throws Exception {
        RunnerProcess one =
                new RunnerProcess(map, 1).start(Resuming::rejects, STEP_MILLIS).awaitOutput("step 3");
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);
        RunnerProcess two = new RunnerProcess(map, 2).start(Resuming::rejects, 0);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(steps(two)).hasSize(Resuming.STEPS);
    }

    @Test
    void whoAsksButDoesNotLeaveIsEndedBeforeTheGracePeriodIsOver() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1)
                .grace(Duration.ofSeconds(3))
                .start(Resuming::ignores, 1)
                .awaitOutput("asked false");
        long before = System.nanoTime();
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(20));
    }

    @Test
    void listenersAreToldBeforeTheEnd() throws Exception {
        RunnerProcess runner =
                new RunnerProcess(map, 1).start(Resuming::listens, 1).awaitOutput("listening");
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(runner.stdout()).contains("listener told");
    }

    @Test
    void whatIsThrownDuringAnEvictionIsNotTheFunctionsFault() throws Exception {
        RunnerProcess runner =
                new RunnerProcess(map, 1).start(Resuming::throwsWhenAsked, 1).awaitOutput("asking false");
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(Files.exists(runner.scratch().output())).isFalse();
    }

    @Test
    void nobodyLeavesUnasked() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1).start(Resuming::leavesUnasked, 1);

        assertThat(runner.end()).contains(ExitCode.ERRORED);
    }

    private static List<Integer> steps(RunnerProcess runner) throws IOException {
        return runner.stdout()
                .lines()
                .filter(line -> line.startsWith("step "))
                .map(line -> Integer.valueOf(line.substring("step ".length())))
                .toList();
    }
}
