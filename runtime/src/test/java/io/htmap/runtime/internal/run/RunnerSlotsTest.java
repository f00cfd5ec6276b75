package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several resumable forms in one function: after a kill each goes on from its own state. */
@Tag("process")
class RunnerSlotsTest {
    @TempDir
    Path map;

    private int attempts;

    @Test
    void ofTwoFoldsTheFirstIsNotComputedAgain() throws Exception {
        killAt("text 3", GatedFunctions::foldsTwice);
        RunnerProcess two = killAt("plain", GatedFunctions::foldsTwice);
        assertThat(two.stdout()).startsWith("at text 3").doesNotContain("at sum");
        RunnerProcess three = killAt("end", GatedFunctions::foldsTwice);
        assertThat(three.stdout()).doesNotContain("at sum", "at text 1", "at text 2", "at text 3");
        RunnerProcess last = finish(GatedFunctions::foldsTwice);

        assertThat(last.stdout()).doesNotContain("at sum", "at text", "at plain");
        assertThat(last.value()).isEqualTo("0123-plain");
    }

    /** A walk's list, in which it keeps the results, is always the same object. */
    @Test
    void aFormThatEndsWithTheFirstStepOfAnAttemptIsNotComputedAgain() throws Exception {
        killAt("c", GatedFunctions::walksThenFolds);
        killAt("step 3", GatedFunctions::walksThenFolds);
        RunnerProcess last = finish(GatedFunctions::walksThenFolds);

        assertThat(last.stdout()).startsWith("at step 3");
        assertThat(last.value()).isEqualTo(6);
    }

    @Test
    void aFoldInAWalkHasAStateForEachItem() throws Exception {
        killAt("aa+", GatedFunctions::foldsInAWalk);
        RunnerProcess two = killAt("bb+", GatedFunctions::foldsInAWalk);
        assertThat(two.stdout()).startsWith("at aa+").contains("at b+");
        RunnerProcess three = killAt("b end", GatedFunctions::foldsInAWalk);
        assertThat(three.stdout()).startsWith("at bb+");
        RunnerProcess last = finish(GatedFunctions::foldsInAWalk);

        assertThat(last.stdout()).doesNotContain("at a").contains("at b end", "at c+");
        assertThat(last.value()).isEqualTo(List.of("aaaa", "bbbb", "cccc"));
    }

    @Test
    void aFoldInAFoldThatChangesItsStateInPlace() throws Exception {
        killAt("outer 1 inner 2", GatedFunctions::foldsInAFold);
        RunnerProcess two = killAt("outer 5 inner 1", GatedFunctions::foldsInAFold);
        assertThat(two.stdout()).doesNotContain("outer 1 inner 0", "outer 1 inner 1");
        RunnerProcess last = finish(GatedFunctions::foldsInAFold);

        assertThat(last.stdout()).doesNotContain("outer 4").startsWith("at outer 5 inner 1");
        assertThat(last.value()).isEqualTo(33333);
    }

    @Test
    void loopsOneAfterTheOther() throws Exception {
        killAt("two 12", GatedFunctions::loopsTwice);
        RunnerProcess last = finish(GatedFunctions::loopsTwice);

        assertThat(last.stdout()).startsWith("at two 12");
        assertThat(last.value()).isEqualTo(3 + 13);
    }

    @Test
    void whatWouldMixStatesIsRefused() throws Exception {
        RunnerProcess threads = new RunnerProcess(map, 1).start(GatedFunctions::foldsOnTwoThreads, "");
        assertThat(threads.end()).contains(ExitCode.COMPLETED);
        assertThat((String) threads.value())
                .startsWith("a checkpoint begins on the thread ")
                .contains("but a fold began on the thread main");
        RunnerProcess inside = new RunnerProcess(map, 2).start(GatedFunctions::offersInsideAnother, "");
        assertThat(inside.end()).contains(ExitCode.COMPLETED);
        assertThat((String) inside.value())
                .startsWith("a state of a checkpoint was offered while a walk over 2 items")
                .contains("was going on");
        RunnerProcess late = new RunnerProcess(map, 3).start(GatedFunctions::offersAfterItsStep, "");
        assertThat(late.end()).contains(ExitCode.COMPLETED);
        assertThat((String) late.value()).contains("the step of another form that it belonged to is over");
    }

    @Test
    void aWalkOverAnotherListIsRefused() throws Exception {
        RunnerProcess one =
                new RunnerProcess(map, 1).start(GatedFunctions::walks, 5).awaitOutput("item 2");
        one.process().destroyForcibly();
        one.awaitExit();
        RunnerProcess shorter = new RunnerProcess(map, 2).start(GatedFunctions::walks, 1);

        assertThat(shorter.end()).contains(ExitCode.ERRORED);
        assertThat(shorter.error().message())
                .contains(
                        "is that of a walk over 5 items",
                        "here the function asks for that of a walk over 1 items",
                        "listed anew");
        RunnerProcess same = new RunnerProcess(map, 3).start(GatedFunctions::walks, 5);
        assertThat(same.end()).contains(ExitCode.COMPLETED);
        assertThat(same.stdout()).startsWith("item 2");
    }

    private RunnerProcess killAt(String place, MapFunction<Gate, ?> function) throws Exception {
        attempts++;
        RunnerProcess runner = new RunnerProcess(map, attempts)
                .start(function, new Gate(map.toString(), place))
                .awaitOutput("at " + place + "\n");
        runner.process().destroyForcibly();
        runner.awaitExit();
        return runner;
    }

    private RunnerProcess finish(MapFunction<Gate, ?> function) throws Exception {
        attempts++;
        RunnerProcess runner = new RunnerProcess(map, attempts).start(function, new Gate(map.toString(), null));
        assertThat(runner.end()).as(runner.stderr()).contains(ExitCode.COMPLETED);
        return runner;
    }
}
