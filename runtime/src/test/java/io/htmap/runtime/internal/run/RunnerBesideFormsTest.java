package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files beside a form's state are of the moment of that state, or there are none. */
@Tag("process")
class RunnerBesideFormsTest {
    @TempDir
    Path map;

    @Test
    void aFormThatBeginsAnewBehindOneThatFailedDoesNotFindItsOldFiles() throws Exception {
        assertThat(killedAt("second 1", BesideForms::logsBehindOneThatFails)).isEqualTo("second0 second1 ");
    }

    @Test
    void norDoesOneWithTheFileOfTheOneThatFailed() throws Exception {
        assertThat(killedAt("second 1", BesideForms::sharesItsLogWithOneThatFails))
                .isEqualTo("0 1 2 second0 second1 ");
    }

    @Test
    void filesAreNotKeptWithoutAState() throws Exception {
        assertThat(killedAt("0.2", BesideForms::logsBeforeItsFirstState)).isEqualTo("begin 0 1 ");
    }

    private Object killedAt(String place, MapFunction<Gate, ?> function) throws Exception {
        RunnerProcess one = start(1, function, place).awaitOutput("at " + place + "\n");
        one.process().destroyForcibly();
        one.awaitExit();
        RunnerProcess two = start(2, function, null);
        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.account().restoredGeneration()).isPositive();
        return two.value();
    }

    @Test
    void anEvictionBehindOneThatFailedLeavesWhatWasSavedOfIt() throws Exception {
        RunnerProcess one =
                start(1, BesideForms::failsWhenItIsToldToLeave, "first 5").awaitOutput("at first 5\n");
        one.terminate();
        one.awaitOutput("wanted back");
        Gate.open(map, 1);
        assertThat(one.end()).contains(ExitCode.EVICTED);
        RunnerProcess two = start(2, BesideForms::failsWhenItIsToldToLeave, null);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout()).startsWith("at first 4\n");
        assertThat(two.value()).isEqualTo("0 1 2 3 4 5 second0 second1 ");
    }

    @Test
    void anotherThreadMayNotSaveFilesInTheMidstOfAStep() throws Exception {
        RunnerProcess one = start(1, BesideForms::isSavedByAnotherThread, null);

        assertThat(one.end()).contains(ExitCode.COMPLETED);
        assertThat((String) one.value()).contains("may be changing the files: ask for it there");
    }

    private RunnerProcess start(int attempt, MapFunction<Gate, ?> function, String place) throws Exception {
        return new RunnerProcess(map, attempt)
                .grace(Duration.ofSeconds(20))
                .start(function, new Gate(map.toString(), place));
    }
}
