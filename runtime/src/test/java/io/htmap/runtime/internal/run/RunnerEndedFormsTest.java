package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a form's last state, and of what does not go with its form. */
@Tag("process")
class RunnerEndedFormsTest {
    @TempDir
    Path map;

    @Test
    void anEvictionBehindAFormKeepsIt() throws Exception {
        RunnerProcess one = new RunnerProcess(map, 1)
                .grace(Duration.ofSeconds(2))
                .start(EndedForms::worksBehind, new Gate(map.toString(), "behind"))
                .awaitOutput("at behind");
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);
        assertThat(one.marks().commits()).isEqualTo(1);

        assertThat(completed(2, EndedForms::worksBehind)).startsWith("at behind");
    }

    /** The function may be changing it. */
    @Test
    void aFormWithAFileIsKeptAtItsEnd() throws Exception {
        RunnerProcess one = start(1, EndedForms::worksBehindWithAFile, "behind").awaitOutput("at behind");
        kill(one);
        assertThat(one.marks().commits()).isEqualTo(1);
        RunnerProcess two = start(2, EndedForms::worksBehindWithAFile, null);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.value()).isEqualTo("012");
        assertThat(two.stdout()).startsWith("at behind");
    }

    @Test
    void aFileThatIsNotThereIsMissedAtTheFirstOffer() throws Exception {
        RunnerProcess runner = start(1, EndedForms::namesAFileThatIsNotThere, null);

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().message()).contains("lgo", "there is no such file in the working directory");
        assertThat(runner.stdout()).contains("at step 1").doesNotContain("at step 2");
    }

    @Test
    void aStateOfAnotherThreadIsRefused() throws Exception {
        RunnerProcess runner = start(1, EndedForms::savesOnAnotherThread, null);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat((String) runner.value())
                .startsWith("a state of a checkpoint is offered on the thread ")
                .endsWith("but it began on the thread main: offer it there");
        assertThat(runner.marks().commits()).isZero();
    }

    @Test
    void aRejectedFormTakesWhatIsInsideItAlong() throws Exception {
        RunnerProcess one =
                start(1, EndedForms::rejectsThoseOfOtherRounds, "bb bb").awaitOutput("at bb bb\n");
        kill(one);
        RunnerProcess two = start(2, EndedForms::rejectsThoseOfOtherRounds, null);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout()).contains("was rejected by the function: it begins anew");
        assertThat(two.value()).hasToString("[aaa, bbb, aaaaaabbbbbb]");
    }

    @Test
    void aStateThatWouldLoseAFieldIsRefusedAtTheFirstOffer() throws Exception {
        RunnerProcess runner = start(1, EndedForms::countsInASuperclass, null);

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().message())
                .contains("the value of count in a state's", "Counting would be lost", "Count is not serializable");
        assertThat(runner.stdout()).contains("at step 1").doesNotContain("at step 2");
    }

    @Test
    void aStateThatCannotBeReadBackIsRefusedAtTheFirstOffer() throws Exception {
        RunnerProcess runner = start(1, EndedForms::cannotBeReadBack, null);

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.error().message())
                .isEqualTo("a state can be written, but what is written cannot be read: java.io.EOFException");
        assertThat(runner.stdout()).contains("at step 1").doesNotContain("at step 2");
    }

    @Test
    void aStateThatIsNestedTooDeepIsExplained() throws Exception {
        RunnerProcess runner = start(1, EndedForms::isNestedTooDeep, null);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.value()).isEqualTo(200_000);
        assertThat(runner.stdout()).contains("nested too deep for Java serialization", "its last steps are done again");
    }

    @Test
    void stepsAreSignsOfLife() throws Exception {
        RunnerProcess runner =
                new RunnerProcess(map, 1).limits(Duration.ofSeconds(1), null).start(EndedForms::doesShortSteps, 20);

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
    }

    private String completed(int attempt, MapFunction<Gate, ?> function) throws Exception {
        RunnerProcess runner = start(attempt, function, null);
        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        return runner.stdout();
    }

    private RunnerProcess start(int attempt, MapFunction<Gate, ?> function, String place) throws Exception {
        return new RunnerProcess(map, attempt).start(function, new Gate(map.toString(), place));
    }

    private static void kill(RunnerProcess runner) throws Exception {
        runner.process().destroyForcibly();
        runner.awaitExit();
    }
}
