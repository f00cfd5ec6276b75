package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.internal.run.Functions.Point;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a runner ends when nobody asks it to, and what it leaves. */
class RunnerEndsTest {
    @TempDir
    Path map;

    private RunnerProcess runner;

    @BeforeEach
    void prepare() throws Exception {
        runner = new RunnerProcess(map, 1);
    }

    @Test
    void deliversValueAndAccount() throws Exception {
        runner.start(Functions::mirrored, new Point(1, 2));

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo(new Point(-1, -2));
        assertThat(runner.stdout()).isEqualTo("component 3 attempt 1 on node true\n");
        assertThat(runner.account().elapsedNanos()).isPositive();
        assertThat(runner.account().pid()).isEqualTo(runner.process().pid());
        assertThat(runner.account().stdoutBytes()).isEqualTo(runner.stdout().length());
        assertThat(runner.account().commits()).isZero();
        assertThat(runner.stderr()).isEmpty();
    }

    @Test
    void deliversNull() throws Exception {
        runner.start(input -> input, null);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isNull();
    }

    @Test
    void deliversWhateverTheFunctionDidToTheProcess() throws Exception {
        runner.start(Functions::takesStreamsAndPropertiesAway, 7);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo(7);
        assertThat(runner.account().javaVersion()).isEqualTo("unknown");
    }

    @Test
    void keepsItsPipeFromTheFunction() throws Exception {
        runner.start(Functions::readsStandardInput, "");

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo("stdin has 0 bytes");
    }

    @Test
    void reportsWhatTheFunctionThrew() throws Exception {
        runner.start(Functions::fails, "no luck");

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(runner.error().message()).isEqualTo("no luck");
        assertThat(runner.error().stack()).first().isEqualTo("java.lang.IllegalStateException: no luck");
        assertThat(runner.error().stack()).contains("Caused by: java.nio.file.NoSuchFileException: inner");
        assertThat(runner.error().workingDirectory()).containsExactly("left-behind  5 bytes");
        assertThat(runner.error().render()).contains("component 3, attempt 1", "Functions.fails");
        assertThat(runner.account().attempt()).isEqualTo(1);
    }

    @Test
    void reportsWhatIsNeitherExceptionNorError() throws Exception {
        runner.start(Functions::throwsNeitherExceptionNorError, "odd");

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().type()).isEqualTo("java.lang.Throwable");
        assertThat(runner.error().message()).isEqualTo("odd");
    }

    @Test
    void reportsWhatThrowsWhenItIsAskedForItsMessage() throws Exception {
        runner.start(Functions::throwsWhatHasNoMessage, "");

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().message()).isEqualTo("(its message cannot be read: java.lang.Throwable)");
    }

    @Test
    void takesStackOverflowForAnOrdinaryError() throws Exception {
        runner.start(Functions::recurses, 0);

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().type()).isEqualTo("java.lang.StackOverflowError");
        assertThat(runner.error().stack()).hasSizeLessThan(ThrowableText.MOST_LINES);
    }

    @Test
    void tellsOutOfMemoryApart() throws Exception {
        runner.start(Functions::eatsMemory, 0);

        assertThat(runner.end()).contains(ExitCode.OUT_OF_MEMORY);
        assertThat(runner.marks().outOfMemory()).isTrue();
        assertThat(runner.scratch().output()).doesNotExist();
    }

    @Test
    void tellsOutOfMemoryInAnotherThreadApart() throws Exception {
        runner.start(Functions::eatsMemoryElsewhere, 0);

        assertThat(runner.end()).contains(ExitCode.OUT_OF_MEMORY);
    }

    @Test
    void marksSystemExit() throws Exception {
        runner.start(Functions::exits, 3);

        assertThat(runner.awaitExit()).isEqualTo(3);
        assertThat(runner.marks().exiting()).isTrue();
        assertThat(runner.end()).isEmpty();
    }

    @Test
    void endsAfterSystemExitEvenIfAHookHangs() throws Exception {
        runner.grace(Duration.ofSeconds(2)).start(Functions::exitsButHangsInHook, 3);

        assertThat(runner.awaitExit()).isEqualTo(1);
        assertThat(runner.marks().exiting()).isTrue();
        assertThat(runner.end()).isEmpty();
        assertThat(runner.stderr()).contains("a shutdown hook did not end");
    }

    @Test
    void marksSystemExitThatLooksLikeAKill() throws Exception {
        runner.start(Functions::exits, 137);

        assertThat(runner.awaitExit()).isEqualTo(137);
        assertThat(runner.marks().exiting()).isTrue();
        assertThat(runner.end()).isEmpty();
    }

    @Test
    void doesNotMarkARealKill() throws Exception {
        runner.start(Functions::sleeps, "").awaitOutput("asleep");
        runner.process().destroyForcibly();

        assertThat(runner.awaitExit()).isEqualTo(137);
        ScratchMarks marks = runner.marks();
        assertThat(marks.exiting()).isFalse();
        assertThat(marks.started()).isTrue();
        assertThat(runner.end()).isEmpty();
    }

    @Test
    void isNotFooledByAFunctionThatUsesItsExitCodes() throws Exception {
        runner.start(Functions::exits, ExitCode.EVICTED.number());

        assertThat(runner.awaitExit()).isEqualTo(ExitCode.EVICTED.number());
        assertThat(runner.end()).isEmpty();
    }

    @Test
    void isNotFooledByAFunctionThatHaltsWithZero() throws Exception {
        runner.start(Functions::halts, 0);

        assertThat(runner.awaitExit()).isZero();
        assertThat(runner.end()).isEmpty();
        assertThat(runner.scratch().output()).doesNotExist();
    }

    @Test
    void reportsAnOutputThatCannotBeSerialized() throws Exception {
        runner.start(Functions::unserializable, "");

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().message())
                .contains(Functions.Holder.class.getName(), Functions.Plain.class.getName(), "java.io.Serializable");
        assertThat(Files.list(runner.scratch().out())).hasSize(1);
    }

    @Test
    void saysThatTheOutputCannotBeWritten() throws Exception {
        runner.start(Functions::removesOutputFolder, runner.scratch().out().toString());

        assertThat(runner.end()).contains(ExitCode.OUTPUT_NOT_WRITTEN);
        assertThat(runner.stderr()).startsWith("[htmap] the output cannot be written");
    }

    @Test
    void isNotKeptAliveByThreadsOfTheFunction() throws Exception {
        runner.start(Functions::leavesThreads, 7);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo(7);
    }

    @Test
    void isNotKeptAliveByAHookThatHangs() throws Exception {
        runner.start(Functions::completesButHangsInHook, 7);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo(7);
    }

    @Test
    void refusesADamagedJob() throws Exception {
        Files.writeString(runner.scratch().job(), "format=1\ncrc32c=00000000\n");
        runner.launch().go();

        assertThat(runner.end()).contains(ExitCode.BAD_JOB);
        assertThat(runner.stderr().lines()).last().asString().startsWith("[htmap] the job cannot be read");
        assertThat(runner.marks().started()).isFalse();
    }

    @Test
    void refusesAFunctionThatCannotBeRead() throws Exception {
        runner.spawn(Functions::mirrored, new Point(1, 2));
        Files.writeString(map.resolve("function"), "noise");
        runner.go();

        assertThat(runner.end()).contains(ExitCode.BAD_JOB);
        assertThat(runner.stderr().lines())
                .last()
                .asString()
                .isEqualTo("[htmap] the function of map tag cannot be read: " + map.resolve("function")
                        + " is damaged: it does not start as a function does");
    }

    @Test
    void leavesTheCheckpointWhenTheFunctionThrows() throws Exception {
        runner.start(Functions::savesThenFails, "");
        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().message()).isEqualTo("after the save");
        assertThat(runner.account().commits()).isEqualTo(1);

        RunnerProcess rerun = new RunnerProcess(map, 2).start(Functions::savesThenFails, "");
        assertThat(rerun.end()).contains(ExitCode.COMPLETED);
        assertThat(rerun.value()).isEqualTo(42);
        assertThat(rerun.account().restoredGeneration()).isEqualTo(1);
    }

    @Test
    void savesNothingOnceTheOutputIsThere() throws Exception {
        runner.start(Functions::savesWhileItIsDelivered, "");

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.stderr()).isEmpty();
        assertThat(runner.marks().commits()).isZero();
        assertThat(runner.checkpoints()).doesNotExist();
    }

    @Test
    void doesNotMindInterruptedThreads() throws Exception {
        runner.start(Functions::interruptsItself, "");

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo("still interrupted: true");
        assertThat(runner.account().commits()).isEqualTo(1);
        assertThat(runner.stdout()).isEqualTo("before\nafter\n");
        assertThat(runner.stderr()).isEmpty();
    }

    @Test
    void savesUnderAHailOfInterrupts() throws Exception {
        runner.start(Functions::isInterruptedWhileItSaves, 64);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo("interrupted: true");
        assertThat(runner.account().commits()).isEqualTo(1);
    }

    @Test
    void refusesCheckpointsOutsideTheWorkingDirectory() throws Exception {
        runner.start(Functions::catches, "../job");

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat((String) runner.value())
                .startsWith("IllegalArgumentException: cannot save ../job")
                .contains("outside the working directory");
    }

    @Test
    void grantsPartOfTheGracePeriodOnly() {
        assertThat(Eviction.patience(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(27));
        assertThat(Eviction.patience(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(4));
        assertThat(Eviction.patience(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Eviction.patience(Duration.ofMillis(1000))).isEqualTo(Duration.ofMillis(500));
        assertThat(Eviction.patience(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }
}
