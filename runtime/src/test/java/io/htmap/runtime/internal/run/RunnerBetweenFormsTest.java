package io.htmap.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.io.Folders;
import io.htmap.runtime.internal.wire.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function saves by hand, and how it leaves, takes nothing from what its forms had saved or come to. */
@Tag("process")
class RunnerBetweenFormsTest {
    @TempDir
    Path map;

    private int attempts;

    @Test
    void aCheckpointBeforeTheFormsHasTheirStates() throws Exception {
        killAt("log 2", BetweenForms::savesBeforeThem);
        killAt("by hand", BetweenForms::savesBeforeThem);
        RunnerProcess last = finish(BetweenForms::savesBeforeThem);

        assertThat(last.stdout()).startsWith("at by hand\nat log 2\n");
        assertThat(last.value()).isEqualTo("0 1 2 3 ");
    }

    @Test
    void aCheckpointBetweenThemHasTheStatesOfThoseToCome() throws Exception {
        killAt("log 2", BetweenForms::savesBetweenThem);
        killAt("by hand", BetweenForms::savesBetweenThem);
        RunnerProcess last = finish(BetweenForms::savesBetweenThem);

        assertThat(last.stdout()).startsWith("at by hand\nat log 2\n");
        assertThat(last.value()).isEqualTo("0 1 2 3 ");
    }

    @Test
    void aCheckpointOfAnotherThreadDoesNotMixItemsOfAWalk() throws Exception {
        RunnerProcess one = killAt("b", BetweenForms::isSavedByAnotherThreadInAWalk);
        RunnerProcess last = finish(BetweenForms::isSavedByAnotherThreadInAWalk);

        assertThat(one.stdout()).contains("ask for it there");
        assertThat(last.value()).isEqualTo(List.of("aaa", "bbb", "ccc"));
    }

    @Test
    void aCheckpointOfAnotherThreadHasWhatWasSavedOfTheItemBefore() throws Exception {
        killAt("of 2", BetweenForms::isSavedByAnotherThreadBehindAnItem);
        RunnerProcess last = finish(BetweenForms::isSavedByAnotherThreadBehindAnItem);

        assertThat(last.stdout()).isEqualTo("at of 2\n");
        assertThat(last.value()).isEqualTo(List.of(3, 2));
    }

    @Test
    void aFormDoesNotTakeTheStateOfOneInsideAStepThatFailed() throws Exception {
        killAt("inner 2", BetweenForms::failsBeforeTheInnerOne);
        RunnerProcess last = finish(BetweenForms::failsBeforeTheInnerOne);

        assertThat(last.value()).isEqualTo(103);
    }

    @Test
    void whatWasSavedOfASecondFormThatFailsStays() throws Exception {
        RunnerProcess one = killAt("third 2", BetweenForms::savesBehindASecondOneThatFails);
        RunnerProcess last = finish(BetweenForms::savesBehindASecondOneThatFails);

        assertThat(one.stdout()).containsOnlyOnce("nothing is saved behind a fold");
        assertThat(last.stdout()).startsWith("at second 4\nat second 5\n");
        assertThat(last.value()).isEqualTo("0 1 2 3 4 5 ");
    }

    @Test
    void whoLeavesInsideAStepKeepsTheFormsThatHadEndedBefore() throws Exception {
        evictAt("second 4", BetweenForms::leavesInsideAStep);
        RunnerProcess last = finish(BetweenForms::leavesInsideAStep);

        assertThat(last.stdout()).startsWith("at second 3\n");
        assertThat(last.value()).isEqualTo(6);
    }

    @Test
    void whoLeavesInsideAnItemKeepsTheResultsOfThoseBefore() throws Exception {
        evictAt("end of 2", BetweenForms::leavesInsideAnItem);
        RunnerProcess last = finish(BetweenForms::leavesInsideAnItem);

        assertThat(last.stdout()).startsWith("at item 2\nat end of 2\nat item 3\n");
        assertThat(last.value()).isEqualTo(List.of(3, 6, 9));
    }

    @Test
    void aCheckpointOfAnotherThreadLeavesTheRestForTheEviction() throws Exception {
        evictAt("before the inner one", BetweenForms::isSavedByAnotherThreadBeforeAnInnerOne);
        RunnerProcess last = finish(BetweenForms::isSavedByAnotherThreadBeforeAnInnerOne);

        assertThat(last.stdout()).startsWith("at outer 3\n");
    }

    @Test
    void whatWasDoneBehindAFormsEndIsNotSavedWithIt() throws Exception {
        RunnerProcess one = start(BetweenForms::leavesLongAfterTheFirst, "behind");
        long behind = System.nanoTime();
        one.awaitOutput("at behind\n");
        await().until(() -> System.nanoTime() - behind > Duration.ofSeconds(2).toNanos());
        one.terminate();
        await().until(() -> Files.isDirectory(one.checkpoints())
                && !Folders.children(one.checkpoints()).isEmpty());
        Gate.open(map, attempts);
        assertThat(one.end()).contains(ExitCode.COMPLETED);

        long all = one.marks().elapsedNanos() / 1_000_000;
        assertThat(one.marks().work().savedMillis()).isPositive().isLessThan(all - 1000);
    }

    @Test
    void whatAListenerSavesIsKeptByWhoLeaves() throws Exception {
        evictAt("b", BetweenForms::savesInAListenerAndLeaves);

        assertThat(finish(BetweenForms::savesInAListenerAndLeaves).stdout()).startsWith("own: true\n");
    }

    /** Nobody knows that the loop has ended. */
    @Test
    void aFormThatHasEndedIsKeptBehindALoop() throws Exception {
        attempts++;
        RunnerProcess one = new RunnerProcess(map, attempts)
                .grace(Duration.ofSeconds(2))
                .start(BetweenForms::worksBehindALoop, new Gate(map.toString(), "behind"))
                .awaitOutput("at behind\n");
        one.terminate();
        assertThat(one.end()).contains(ExitCode.EVICTED);

        assertThat(finish(BetweenForms::worksBehindALoop).stdout()).startsWith("at behind\n");
    }

    @Test
    void aLoopThatIsSavedBehindItsEndTakesNothingFromTheNextForm() throws Exception {
        killAt("second 1", BetweenForms::savesBehindALoop);
        RunnerProcess two = evictAt("second 1", BetweenForms::savesBehindALoop);
        assertThat(two.stdout()).startsWith("at second 1\n");

        assertThat(finish(BetweenForms::savesBehindALoop).stdout()).startsWith("at second 2\n");
    }

    @Test
    void aLoopThatOffersBeforeItsStepTakesNothingFromTheFormInside() throws Exception {
        evictAt("of 1 1", BetweenForms::offersBeforeItsStep);
        RunnerProcess last = finish(BetweenForms::offersBeforeItsStep);

        assertThat(last.stdout()).startsWith("at of 1 2\n");
        assertThat(last.value()).isEqualTo(3);
    }

    @Test
    void whereNothingCanBeSavedItIsSaid() throws Exception {
        RunnerProcess only = finish(BetweenForms::savesBehindOneThatFails);

        assertThat(only.value()).isEqualTo("gave up, saved: false, false");
        assertThat(only.marks().commits()).isZero();
        assertThat(only.stdout()).containsOnlyOnce("nothing is saved behind a fold");
    }

    private RunnerProcess killAt(String place, MapFunction<Gate, ?> function) throws Exception {
        RunnerProcess runner = start(function, place).awaitOutput("at " + place + "\n");
        runner.process().destroyForcibly();
        runner.awaitExit();
        return runner;
    }

    private RunnerProcess evictAt(String place, MapFunction<Gate, ?> function) throws Exception {
        RunnerProcess runner = start(function, place).awaitOutput("at " + place + "\n");
        runner.terminate();
        runner.awaitOutput("wanted back");
        Gate.open(map, attempts);
        assertThat(runner.end()).contains(ExitCode.EVICTED);
        return runner;
    }

    private RunnerProcess finish(MapFunction<Gate, ?> function) throws Exception {
        RunnerProcess runner = start(function, null);
        assertThat(runner.end()).as(runner.stderr()).contains(ExitCode.COMPLETED);
        return runner;
    }

    private RunnerProcess start(MapFunction<Gate, ?> function, String place) throws Exception {
        attempts++;
        return new RunnerProcess(map, attempts)
                .grace(Duration.ofSeconds(20))
                .start(function, new Gate(map.toString(), place));
    }
}
