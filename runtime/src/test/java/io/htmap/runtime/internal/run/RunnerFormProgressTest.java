package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.checkpoint.GenerationStore;
import io.htmap.runtime.internal.checkpoint.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far the function was, as its checkpoints keep it where it uses the resumable forms. */
@Tag("process")
class RunnerFormProgressTest {
    @TempDir
    Path map;

    private int attempts;

    @Test
    void eachFormCountsItsStepsInAllAttempts() throws Exception {
        assertThat(progressAt("b", GatedFunctions::walksThenFolds)).isEqualTo(new Progress(1, 3, ""));
        assertThat(progressAt("c", GatedFunctions::walksThenFolds)).isEqualTo(new Progress(2, 3, ""));
        assertThat(progressAt("step 2", GatedFunctions::walksThenFolds)).isEqualTo(new Progress(1, 0, ""));
        assertThat(progressAt("step 4", GatedFunctions::walksThenFolds)).isEqualTo(new Progress(3, 0, ""));
    }

    @Test
    void whatTheFunctionSaysGoesBefore() throws Exception {
        assertThat(progressAt("step 6", GatedFunctions::walksThenFolds)).isEqualTo(new Progress(4, 6, "its own"));
    }

    @Test
    void ofFormsInsideEachOtherTheOuterOneTells() throws Exception {
        assertThat(progressAt("bb+", GatedFunctions::foldsInAWalk)).isEqualTo(new Progress(1, 3, ""));
    }

    @Test
    void aLoopOfTheFunctionsOwnDoesNotTell() throws Exception {
        assertThat(progressAt("one 3", GatedFunctions::loopsTwice)).isNull();
    }

    /** Kills the next attempt there, and returns what its newest checkpoint says. */
    private Progress progressAt(String place, MapFunction<Gate, ?> function) throws Exception {
        attempts++;
        RunnerProcess runner = new RunnerProcess(map, attempts)
                .start(function, new Gate(map.toString(), place))
                .awaitOutput("at " + place + "\n");
        runner.process().destroyForcibly();
        runner.awaitExit();
        Path looked = Files.createDirectory(map.resolve("looked-" + attempts));
        return new GenerationStore(runner.checkpoints(), RunnerProcess.COMPONENT, attempts + 1, line -> {})
                .restoreNewest(looked)
                .facts()
                .progress();
    }
}
