package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.runtime.internal.io.Folders;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evictions of real runners by real signals, and by the loss of the scheduler. */
class RunnerEvictionTest {
    @TempDir
    Path map;

    @Test
    void keepsItsLockThroughGarbageCollections() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1).start(Functions::collectsGarbage, 0);
        runner.awaitOutput("collected");

        try (FileChannel channel = FileChannel.open(runner.scratch().lock(), StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNull();
        }
        runner.terminate();
        assertThat(runner.end()).contains(ExitCode.EVICTED);
    }

    @Test
    void endsAtSigtermLongBeforeTheGracePeriodDoes() throws Exception {
        RunnerProcess runner = first().start(Functions::sleeps, "").awaitOutput("asleep");
        long before = System.nanoTime();
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(runner.marks().exiting()).isFalse();
        assertThat(runner.scratch().output()).doesNotExist();
    }

    @Test
    void endsWhenTheSchedulerIsGone() throws Exception {
        RunnerProcess runner = first().start(Functions::sleeps, "").awaitOutput("asleep");
        runner.closePipe();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
    }

    @Test
    void neverBeginsWithoutTheWord() throws Exception {
        RunnerProcess runner = first().spawn(Functions::sleeps, "");
        runner.closePipe();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(runner.marks().started()).isFalse();
        assertThat(runner.stdout()).isEmpty();
    }

    @Test
    void neverBeginsWhenItsLockIsHeld() throws Exception {
        RunnerProcess runner = first();
        try (FileChannel channel = FileChannel.open(runner.scratch().lock(), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            runner.start(Functions::sleeps, "");
            assertThat(runner.end()).contains(ExitCode.FENCED);
        }
        assertThat(runner.stdout()).isEmpty();
    }

    @Test
    void neverBeginsWhenItsLockIsGone() throws Exception {
        RunnerProcess runner = first();
        Files.delete(runner.scratch().lock());
        runner.start(Functions::sleeps, "");

        assertThat(runner.end()).contains(ExitCode.FENCED);
    }

    @Test
    void holdsItsLockAsLongAsItLives() throws Exception {
        RunnerProcess runner = first().start(Functions::sleeps, "").awaitOutput("asleep");
        try (FileChannel channel = FileChannel.open(runner.scratch().lock(), StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNull();
            runner.process().destroyForcibly();
            runner.awaitExit();
            assertThat(channel.tryLock()).isNotNull();
        }
    }

    @Test
    void resumesBothTimesWhenEvictedAgainBeforeItSaved() throws Exception {
        RunnerProcess one = first().start(Functions::counts, "").awaitOutput("saved 5");
        assertThat(one.stdout()).startsWith("started at 0 with 0 files");
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);
        assertThat(one.marks().commits()).isEqualTo(5);
        assertThat(one.marks().lastGeneration()).isEqualTo(5);

        for (int attempt = 2; attempt <= 3; attempt++) {
            RunnerProcess again = new RunnerProcess(map, attempt).start(Functions::counts, "");
            again.awaitOutput("started at 5 with 1 files");
            again.terminate();
            assertThat(again.end()).contains(ExitCode.EVICTED);
            assertThat(again.marks().restoredGeneration()).isEqualTo(5);
            assertThat(again.marks().commits()).isZero();
        }
    }

    @Test
    void waitsForACommitThatIsGoingOn() throws Exception {
        RunnerProcess one = first().start(Functions::savesMuch, 200);
        await().until(() -> Files.isDirectory(one.checkpoints())
                && !Folders.children(one.checkpoints()).isEmpty());
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);
        assertThat(one.marks().commits()).isEqualTo(1);

        RunnerProcess two = new RunnerProcess(map, 2).start(Functions::savesMuch, 200);
        two.awaitOutput("restored " + 200 * 1024 * 1024);
        two.process().destroyForcibly();
    }

    @Test
    void restoresTheOlderWholeOneAfterAKillDuringACommit() throws Exception {
        RunnerProcess one = first().start(Functions::counts, "").awaitOutput("saved 5");
        one.process().destroyForcibly();
        one.awaitExit();
        Path newest = one.checkpoints().resolve("00000005-1.ckpt");
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        RunnerProcess two = new RunnerProcess(map, 2).start(Functions::counts, "");
        two.awaitOutput("started at 4");
        two.terminate();
        assertThat(two.end()).contains(ExitCode.EVICTED);
        assertThat(two.stdout())
                .startsWith("[htmap] checkpoint generation 5 is damaged (its footer fails its checksum): "
                        + "falling back to generation 4\n");
        assertThat(two.marks().restoredGeneration()).isEqualTo(4);
    }

    @Test
    void runsTheHooksOfTheFunctionWhichMaySave() throws Exception {
        RunnerProcess runner = first().start(Functions::savesInHook, "").awaitOutput("asleep");
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(runner.marks().commits()).isEqualTo(1);
        assertThat(runner.checkpoints().resolve("00000001-1.ckpt")).exists();
    }

    @Test
    void endsItselfBeforeTheGracePeriodDoesEvenIfAHookHangs() throws Exception {
        RunnerProcess runner = first().grace(Duration.ofSeconds(4))
                .start(Functions::hangsInHook, "")
                .awaitOutput("asleep");
        long before = System.nanoTime();
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(2500), Duration.ofMillis(4000));
    }

    @Test
    void doesNotBlameTheFunctionForWhatTheEvictionDidToIt() throws Exception {
        RunnerProcess runner = first().start(Functions::failsWhenAskedToEnd, "").awaitOutput("asleep");
        runner.terminate();

        assertThat(runner.end()).contains(ExitCode.EVICTED);
        assertThat(runner.scratch().output()).doesNotExist();
    }

    @Test
    void isFencedByALaterAttemptThatHasCommitted() throws Exception {
        RunnerProcess later =
                new RunnerProcess(map, 2).start(Functions::counts, "").awaitOutput("saved 5");
        later.process().destroyForcibly();
        RunnerProcess stale = first().start(Functions::counts, "");

        assertThat(stale.end()).contains(ExitCode.FENCED);
        assertThat(stale.marks().started()).isFalse();
    }

    @Test
    void copesWithoutTheSignalModule() throws Exception {
        RunnerProcess runner = first().flag("--limit-modules", "java.base")
                .start(Functions::sleeps, "")
                .awaitOutput("asleep");
        runner.terminate();

        assertThat(runner.awaitExit()).isEqualTo(143);
        assertThat(runner.marks().exiting()).isFalse();
    }

    private RunnerProcess first() throws Exception {
        return new RunnerProcess(map, 1);
    }
}
