package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runners that get nowhere, or run for too long. */
class RunnerLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final int STEPS = 25;

    @TempDir
    Path map;

    static int sleepsFor(long[] millis) throws Exception {
        Thread.sleep(millis[0]);
        System.out.println("slept");
        return saysNothing(0);
    }

    /** Nobody else knows how long an attempt had run that saved nothing. */
    @Test
    void whoIsKilledHardHasLeftHowLongItRan() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1)
                .start(RunnerLimitsTest::sleepsFor, new long[] {3_000})
                .awaitOutput("slept");
        runner.process().destroyForcibly();

        assertThat(runner.marks().elapsedNanos())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }

    private RunnerProcess stalling(Duration timeout) throws Exception {
        return new RunnerProcess(map, 1).limits(timeout, null);
    }

    static int saysNothing(int input) throws Exception {
        Thread.sleep(Long.MAX_VALUE);
        return input;
    }

    static int saysTheSame(int input) throws Exception {
        while (input > 0) {
            Component.progress(input, STEPS, "again");
            Thread.sleep(10);
        }
        return input;
    }

    static int getsOn(int steps) throws Exception {
        for (int step = 1; step <= steps; step++) {
            Component.progress(step, steps);
            Thread.sleep(100);
        }
        return steps;
    }

    static int saves(int steps) throws Exception {
        for (int step = 1; step <= steps; step++) {
            Component.checkpoint(Files.writeString(Path.of("saved"), "step " + step));
            Thread.sleep(100);
        }
        return steps;
    }

    static int hangsInItsHook(int input) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        }));
        return saysNothing(input);
    }

    /** Works without a word of progress until the test lets it end. */
    static int works(String gate) throws Exception {
        for (int beat = 1; !Files.exists(Path.of(gate)); beat++) {
            System.out.println("beat " + beat + ".");
            Thread.sleep(20);
        }
        return 1;
    }

    /** Counts without an end, and asks whether it is to leave. */
    static int counts(int input) throws Exception {
        return Resumable.from(() -> input)
                .saving(SavePolicy.atEvictions())
                .until(step -> step < 0)
                .evolve(step -> {
                    Thread.sleep(10);
                    System.out.println("step " + step + ".");
                    return step + 1;
                });
    }

    @Test
    void whoSaysNothingIsEnded() throws Exception {
        RunnerProcess runner = stalling(SHORT).start(RunnerLimitsTest::saysNothing, 1);

        assertThat(runner.end()).contains(ExitCode.STALLED);
        assertThat(runner.stderr()).contains("[htmap] no progress", "0.5 s (option stallTimeout)");
        assertThat(runner.scratch().output()).doesNotExist();
    }

    @Test
    void whoSaysTheSameAgainIsEnded() throws Exception {
        assertThat(stalling(SHORT).start(RunnerLimitsTest::saysTheSame, 1).end())
                .contains(ExitCode.STALLED);
    }

    @Test
    void whoSaysSomethingNewGoesOn() throws Exception {
        assertThat(stalling(LONG).start(RunnerLimitsTest::getsOn, STEPS).end()).contains(ExitCode.COMPLETED);
    }

    @Test
    @Tag("full")
    void whoSavesGoesOn() throws Exception {
        assertThat(stalling(LONG).start(RunnerLimitsTest::saves, STEPS).end()).contains(ExitCode.COMPLETED);
    }

    @Test
    @Tag("full")
    void whoDoesNotLeaveIsEndedBeforeTheGracePeriodIsOver() throws Exception {
        RunnerProcess runner = stalling(SHORT).grace(Duration.ofSeconds(2)).start(RunnerLimitsTest::hangsInItsHook, 1);

        assertThat(runner.end()).contains(ExitCode.STALLED);
    }

    @Test
    void whoIsSuspendedIsNotSilent() throws Exception {
        Path gate = map.resolve("gate");
        RunnerProcess runner =
                stalling(LONG).start(RunnerLimitsTest::works, gate.toString()).awaitOutput("beat 3.");

        runner.signal("STOP");
        int beats = (int) runner.stdout().lines().count();
        Thread.sleep(LONG.plusMillis(500).toMillis());
        runner.signal("CONT");
        runner.awaitOutput("beat " + (beats + 15) + ".");
        Files.createFile(gate);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
    }

    @Test
    void whoIsOutOfTimeIsToldAndSaves() throws Exception {
        RunnerProcess runner =
                new RunnerProcess(map, 1).limits(null, Duration.ofSeconds(4)).start(RunnerLimitsTest::counts, 0);

        assertThat(runner.end()).contains(ExitCode.OUT_OF_TIME);
        assertThat(runner.stdout()).contains("step 1.");
        assertThat(runner.marks().commits()).isEqualTo(1);
        assertThat(runner.stderr()).contains("option maxRunTime");
    }

    @Test
    void whoIsKilledHasRunForSoLongAsWell() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1)
                .limits(null, Duration.ofHours(1))
                .start(RunnerLimitsTest::works, map.resolve("gate").toString())
                .awaitOutput("beat 3.");
        long before = ScratchMarks.read(runner.scratch().marks()).elapsedNanos();
        runner.awaitOutput("beat 150.");
        runner.signal("KILL");
        runner.end();

        assertThat(Duration.ofNanos(runner.marks().elapsedNanos() - before)).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void aLimitMayBeLongerThanNanosecondsCount() throws Exception {
        Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
        RunnerProcess runner = new RunnerProcess(map, 1).limits(ages, ages).start(RunnerLimitsTest::getsOn, 1);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
    }

    @Test
    void aRealEvictionIsOne() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1)
                .limits(Duration.ofHours(1), Duration.ofHours(1))
                .start(RunnerLimitsTest::counts, 0)
                .awaitOutput("step 3.");
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
    }
}
