package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States that are whole, but that the function does not take, or cannot read. */
@Tag("process")
class RunnerRejectsTest {
    @TempDir
    Path map;

    @Test
    void aRejectedStateGivesWayToTheOneBeforeWithItsFiles() throws Exception {
        killAt(1, "step 5 of log 4", GatedFunctions::rejectsFour);
        RunnerProcess two = killAt(2, "step 5 of log 4", GatedFunctions::rejectsFour);
        assertThat(two.stdout())
                .startsWith("[htmap] generation 4 was rejected by the function: falling back to generation 3\n"
                        + "at step 4 of log 3\n");
        assertThat(two.marks().restoredGeneration()).isEqualTo(3);
        try (Stream<Path> files = Files.list(two.checkpoints())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("00000003-1.ckpt", "00000005-2.ckpt");
        }
        RunnerProcess three = start(3, null, GatedFunctions::rejectsFour);

        assertThat(three.end()).contains(ExitCode.COMPLETED);
        assertThat(three.value()).isEqualTo(6);
    }

    @Test
    void whoRejectsAllBeginsAnew() throws Exception {
        killAt(1, "step 4 with true", GatedFunctions::rejectsAll);
        RunnerProcess two = start(2, null, GatedFunctions::rejectsAll);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout())
                .startsWith("[htmap] generation 3 was rejected by the function: falling back to generation 2\n"
                        + "[htmap] generation 2 was rejected by the function: no older generation is left, starting from"
                        + " scratch\nat step 1 with true\n");
        assertThat(two.account().restoredGeneration()).isZero();
    }

    @Test
    void theStateOfALaterFormBeginsAnewAlone() throws Exception {
        killAt(1, "bb+", GatedFunctions::rejectsTheSecond);
        RunnerProcess two = start(2, null, GatedFunctions::rejectsTheSecond);

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout())
                .startsWith("at b\n[htmap] the saved state of a fold was rejected by the function: it begins anew\n"
                        + "at b+\n");
        assertThat(two.value()).isEqualTo("[aaa, bbb]");
    }

    @Test
    void whatACodecThrowsIsExplainedAndTheStateStays() throws Exception {
        killAt(1, "saved", GatedFunctions::readsWithAFault);
        RunnerProcess two = start(2, null, GatedFunctions::readsWithAFault);

        assertThat(two.end()).contains(ExitCode.ERRORED);
        assertThat(two.error().type()).isEqualTo("java.io.IOException");
        assertThat(two.error().message())
                .isEqualTo("the saved state state-1 of component 3 cannot be used, though it is whole: "
                        + "java.lang.IllegalArgumentException: no such number; it stays saved, so run it again with the"
                        + " classes and the inputs that it was saved with");
        assertThat(two.checkpoints().resolve("00000001-1.ckpt")).exists();
    }

    @Test
    void aStateOfAnotherClassIsRefused() throws Exception {
        killAt(1, "saved", GatedFunctions::asksForAnotherClass);
        RunnerProcess two = start(2, null, GatedFunctions::asksForAnotherClass);

        assertThat(two.end()).contains(ExitCode.ERRORED);
        assertThat(two.error().message()).contains("it is a java.lang.Integer, not a java.lang.String");
    }

    @Test
    void resultsOfAWalkOverOtherDaysAreRefused() throws Exception {
        killAt(1, "second day", FailingForms::walksOverOtherDays);
        RunnerProcess two = start(2, null, FailingForms::walksOverOtherDays);

        assertThat(two.end()).contains(ExitCode.ERRORED);
        assertThat(two.error().message()).contains("its results are those of a walk over other items");
        assertThat(two.stdout()).doesNotContain("second day");
    }

    @Test
    void filesInTheAttemptsOwnFolderAreTheSameThroughALink() throws Exception {
        String elsewhere = "-Djava.io.tmpdir=" + map.resolve("tmp");
        RunnerProcess one = new RunnerProcess(map, 1)
                .flag(elsewhere)
                .start(FailingForms::walksOverOwnFiles, new Gate(map.toString(), "b"))
                .awaitOutput("at b\n");
        one.process().destroyForcibly();
        one.awaitExit();
        RunnerProcess two = new RunnerProcess(map, 2)
                .flag(elsewhere)
                .start(FailingForms::walksOverOwnFiles, new Gate(map.toString(), null));

        assertThat(two.end()).contains(ExitCode.COMPLETED);
        assertThat(two.stdout()).doesNotContain("at a");
        assertThat(two.value()).isEqualTo("[a, b]");
    }

    private RunnerProcess killAt(int attempt, String place, MapFunction<Gate, ?> function) throws Exception {
        RunnerProcess runner = start(attempt, place, function).awaitOutput("at " + place + "\n");
        runner.process().destroyForcibly();
        runner.awaitExit();
        return runner;
    }

    private RunnerProcess start(int attempt, String place, MapFunction<Gate, ?> function) throws Exception {
        return new RunnerProcess(map, attempt).start(function, new Gate(map.toString(), place));
    }
}
