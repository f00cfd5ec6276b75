package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Polite evictions of the resumable forms at exact places. */
@Tag("process")
class RunnerStepsTest {
    @TempDir
    Path map;

    @Test
    void theFirstStepOfAnAttemptIsNotLost() throws Exception {
        evictAt(1, GatedFunctions::counts, "step 1");
        RunnerProcess two = evictAt(2, GatedFunctions::counts, "step 2");
        assertThat(two.stdout()).doesNotContain("at step 1", "at step 3");

        assertThat(finish(3, GatedFunctions::counts)).isEqualTo(5);
    }

    @Test
    void theFirstStateIsNotComputedTwice() throws Exception {
        evictAt(1, GatedFunctions::counts, "first");
        RunnerProcess two = new RunnerProcess(map, 2).start(GatedFunctions::counts, nowhere());

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout()).contains("at read", "at step 1").doesNotContain("at first");
    }

    @Test
    void whatIsBeingRestoredIsRestoredAgain() throws Exception {
        evictAt(1, GatedFunctions::counts, "step 1");
        RunnerProcess two = new RunnerProcess(map, 2).start(GatedFunctions::counts, gate("read"));
        terminateAt("read", two, 2);
        assertThat(two.marks().commits()).isZero();
        RunnerProcess three = new RunnerProcess(map, 3).start(GatedFunctions::counts, nowhere());

        assertThat(three.end()).contains(ExitCode.COMPLETED);
        assertThat(three.stdout()).contains("at step 2").doesNotContain("at step 1");
    }

    @Test
    void aSaveLeavesTooWhenTheNodeIsWantedBack() throws Exception {
        RunnerProcess one = new RunnerProcess(map, 1).start(GatedFunctions::saves, gate("step 2"));
        terminateAt("step 2", one, 1);
        assertThat(one.marks().commits()).isEqualTo(2);

        assertThat(finish(2, GatedFunctions::saves)).isEqualTo(5);
    }

    @Test
    void whatAFailedStepHasChangedIsNotSaved() throws Exception {
        evictAt(1, FailingForms::givesUpAndWalks, "a");

        assertThat(finish(2, FailingForms::givesUpAndWalks)).isEqualTo("gave up[a, b][c, d]");
    }

    @Test
    void aLastStepThatChangesWhatWasRestoredIsNotDoneAgain() throws Exception {
        evictAt(1, FailingForms::walksTwice, "a");
        evictAt(2, FailingForms::walksTwice, "c");
        RunnerProcess three = new RunnerProcess(map, 3).start(FailingForms::walksTwice, nowhere());

        assertThat(three.end()).contains(ExitCode.COMPLETED);
        assertThat(three.value()).isEqualTo("[a, b][c, d]");
        assertThat(three.stdout()).doesNotContain("at a", "at b", "at c");
    }

    @Test
    void aStateThatCannotBeSavedIsFoundAtTheFirstOffer() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1).start(FailingForms::cannotBeSaved, nowhere());

        assertThat(runner.end()).contains(ExitCode.ERRORED);
        assertThat(runner.stdout()).contains("at step 1").doesNotContain("at step 2");
    }

    @Test
    void aSaveThatFailsAtAnEvictionIsTold() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1).start(FailingForms::cannotBeSavedLater, gate("step 4"));
        terminateAt("step 4", runner, 1);

        assertThat(runner.marks().commits()).isZero();
        assertThat(runner.stderr())
                .contains("[htmap] the function failed when it was to leave its node; what it had not saved is lost:"
                        + " java.lang.IllegalArgumentException: cannot write; 4\n");
    }

    /** Polite ends are no losses, and neither is a new start where it was. */
    @Test
    void lossesAreCountedWhereWorkWasLost() throws Exception {
        RunnerProcess one = new RunnerProcess(map, 1).start(GatedFunctions::tellsLosses, gate("step 2"));
        terminateAt("step 2", one, 1);
        assertThat(killAt(2, "step 4")).contains("losses 0").doesNotContain("losses 1");
        DurableFiles.deleteTree(map.resolve("scratch-2"));
        Files.delete(map.resolve("inputs-2"));
        assertThat(killAt(2, "step 5")).contains("losses 0").doesNotContain("losses 1");
        assertThat(killAt(3, "step 5")).contains("losses 1").doesNotContain("losses 0", "losses 2");

        assertThat(killAt(4, "step 5")).contains("losses 2").doesNotContain("losses 1");
    }

    /** Not when the first save is due. */
    @Test
    void filesBesideTheStateThatCannotBeSavedAreRefusedAtOnce() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1).start(FailingForms::savesOutside, nowhere());

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat((String) runner.value())
                .startsWith("cannot save ../log: ")
                .contains("outside the working directory");
    }

    @Test
    void theFirstSaveIsNotMadeBeforeItsCostIsKnown() throws Exception {
        RunnerProcess runner = new RunnerProcess(map, 1).start(GatedFunctions::isDearToSave, nowhere());

        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        assertThat(runner.marks().commits()).isZero();
        assertThat(runner.stdout().lines()).as("an estimate, and the end").hasSize(2);
    }

    private String killAt(int attempt, String place) throws Exception {
        RunnerProcess runner = new RunnerProcess(map, attempt)
                .start(GatedFunctions::tellsLosses, gate(place))
                .awaitOutput("at " + place);
        runner.process().destroyForcibly();
        runner.awaitExit();
        return runner.stdout();
    }

    private RunnerProcess evictAt(int attempt, MapFunction<Gate, ?> function, String place) throws Exception {
        RunnerProcess runner = new RunnerProcess(map, attempt).start(function, gate(place));
        terminateAt(place, runner, attempt);
        assertThat(runner.marks().commits()).isEqualTo(1);
        return runner;
    }

    private void terminateAt(String place, RunnerProcess runner, int attempt) throws Exception {
        runner.awaitOutput("at " + place).terminate();
        runner.awaitOutput("told");
        Gate.open(map, attempt);
        assertThat(runner.end()).contains(ExitCode.EVICTED);
    }

    private Object finish(int attempt, MapFunction<Gate, ?> function) throws Exception {
        RunnerProcess runner = new RunnerProcess(map, attempt).start(function, nowhere());
        assertThat(runner.end()).contains(ExitCode.COMPLETED);
        return runner.value();
    }

    private Gate gate(String place) {
        return new Gate(map.toString(), place);
    }

    private Gate nowhere() {
        return gate(null);
    }
}
