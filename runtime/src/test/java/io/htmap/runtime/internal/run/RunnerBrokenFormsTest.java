package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved behind a form that has no end that could be kept. */
@Tag("process")
class RunnerBrokenFormsTest {
    @TempDir
    Path map;

    @Test
    void anEvictionBehindAFormThatFailedKeepsTheOneBefore() throws Exception {
        RunnerProcess one = new RunnerProcess(map, 1)
                .grace(Duration.ofSeconds(2))
                .start(BrokenForms::worksBehindOneThatFailed, new Gate(map.toString(), "behind"))
                .awaitOutput("at behind");
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);
        RunnerProcess two = start(2, BrokenForms::worksBehindOneThatFailed, null);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout()).startsWith("at behind");
        assertThat(two.value()).isEqualTo(3);
    }

    @Test
    void theFilesOfAStepThatFailedAreNotKeptWithTheStateBefore() throws Exception {
        kill(start(1, BrokenForms::logsAndFails, "second 1").awaitOutput("at second 1\n"));
        RunnerProcess two = start(2, BrokenForms::logsAndFails, null);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.value()).isEqualTo("0123");
    }

    @Test
    void theFilesOfAnEndThatCannotBeWrittenAreNotKeptWithTheStateBefore() throws Exception {
        kill(start(1, BrokenForms::logsToAnEndThatCannotBeWritten, "behind").awaitOutput("at behind\n"));
        RunnerProcess two = start(2, BrokenForms::logsToAnEndThatCannotBeWritten, null);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.account().restoredGeneration()).isPositive();
        assertThat(two.value()).isEqualTo("012");
    }

    @Test
    void aRejectedFormLeavesTheFileOfAnotherInItsFolder() throws Exception {
        kill(start(1, BrokenForms::rejectsAFolderAroundAFile, "behind").awaitOutput("at behind\n"));
        RunnerProcess two = start(2, BrokenForms::rejectsAFolderAroundAFile, null);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout()).contains("was rejected by the function: it begins anew");
        assertThat(two.value()).isEqualTo("0101");
    }

    private RunnerProcess start(int attempt, MapFunction<Gate, ?> function, String place) throws Exception {
        return new RunnerProcess(map, attempt).start(function, new Gate(map.toString(), place));
    }

    private static void kill(RunnerProcess runner) throws Exception {
        runner.process().destroyForcibly();
        runner.awaitExit();
    }
}
