package io.htmap.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.runtime.MapFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each usual mistake is caught, and the message says what it is. */
@Tag("process")
class UsualMistakesTest {
    @TempDir
    private Path folder;

    @Test
    void stateReadAfterItWasUsed() {
        failing(Mistaken::readsAfterUse)
                .hasMessageContaining("Mistaken::readsAfterUse does not resume: its result is another one")
                .hasMessageContaining("killed (kill -9) right after save 1; run again to its end")
                .hasMessageContaining("undisturbed: [0, 1, 4, 9]")
                .hasMessageContaining("now:         [1, 4, 9]")
                .hasMessageContaining("where:       result: 3 elements instead of 4")
                .hasMessageContaining("read after it was used")
                .hasMessageContaining("Seed 1");
    }

    @Test
    void stateSavedBeforeItWasUpdated() {
        failing(Mistaken::savesBeforeUpdate)
                .hasMessageContaining("right after save 2")
                .hasMessageContaining("saved before it was updated");
    }

    @Test
    @Tag("full")
    void deadlineByTheClock() {
        failing(() -> Resumability.of(Mistaken::hasDeadline, 3).atMost(20).run())
                .hasMessageContaining("by other clocks")
                .hasMessageContaining("It depends on the clock")
                .hasMessageContaining("Mistaken calls System.currentTimeMillis()");
    }

    @Test
    @Tag("full")
    void resultByTheDay() {
        failing(Mistaken::namesItsDay)
                .hasMessageContaining("depends on the clock: undisturbed, but with a clock that is 31 hours ahead");
    }

    @Test
    void resultByTheClock() {
        failing(Mistaken::asksTheClock)
                .hasMessageContaining("is not deterministic")
                .hasMessageContaining("calls System.nanoTime()");
    }

    @Test
    @Tag("full")
    void staticField() {
        failing(Mistaken::countsInStaticField)
                .hasMessageContaining("does not resume: its result is another one")
                .hasMessageContaining("Mistaken uses the static field Mistaken.total, which is not final");
    }

    @Test
    void randomGeneratorOutsideTheState() {
        failing(Mistaken::drawsOutsideState)
                .hasMessageContaining("right after save 1")
                .hasMessageContaining("Mistaken makes a java.util.Random with a seed: is it part of the state?");
    }

    @Test
    void fileWrittenInPlace() throws Exception {
        Path file = folder.resolve("results");

        failing(() -> Resumability.of(Mistaken::writesInPlace, file.toString())
                        .atMost(6)
                        .run())
                .hasMessageContaining("the file " + file + ", outside its working directory, is another one")
                .hasMessageContaining("right before save 1")
                .hasMessageContaining("now:         step 0\\nstep 0\\nstep 1");
        assertThat(Files.readString(file))
                .as("as one whole run leaves it")
                .startsWith("step 0\nstep 1\n")
                .containsOnlyOnce("step 0\n");
    }

    @Test
    @Tag("full")
    void resultAddedToATableBehindTheLastSave() {
        Path table = folder.resolve("table");

        failing(() -> Resumability.of(Mistaken::addsItsResult, table.toString())
                        .atMost(8)
                        .run())
                .hasMessageContaining("the file " + table + ", outside its working directory, is another one")
                .hasMessageContaining("killed (kill -9) after it has returned, before its result is stored; run again")
                .hasMessageContaining("now:         4\\n4\\n");
    }

    @Test
    @Tag("full")
    void fileOutsideThatDoesNotMatter() throws Exception {
        Path file = folder.resolve("log");

        Resumability.of(Mistaken::writesInPlace, file.toString())
                .ignoring(folder)
                .run();
        assertThat(file).exists();
    }

    @Test
    @Tag("full")
    void filesInAWatchedFolder() throws Exception {
        Files.writeString(folder.resolve("part-0"), "from before");

        failing(() -> Resumability.of(Mistaken::movesInPlace, folder.toString())
                        .watching(folder)
                        .run())
                .hasMessageContaining(folder.resolve("part-5") + ", outside its working directory, is another one");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("part-0"));
    }

    @Test
    @Tag("full")
    void nothingSaved() {
        failing(Mistaken::savesNothing)
                .hasMessageStartingWith("Mistaken::savesNothing saves nothing: whenever it loses");
    }

    @Test
    void nothingSavedAgain() {
        String mark = folder.resolve("mark").toString();

        failing(() -> Resumability.of(Mistaken::hasBeenThere, mark).run())
                .hasMessageContaining("saved 1 time when it was run first, and never when it was run again")
                .hasMessageContaining("watching(folder)");
    }

    @Test
    @Tag("full")
    void savedButNeverRead() {
        failing(() -> Resumability.of(Mistaken::neverReads, 3).atMost(20).run())
                .hasMessageContaining("never goes on from what it saved");
    }

    @Test
    @Tag("full")
    void endThatIsSteppedOver() {
        failing(Mistaken::oversteps)
                .hasMessageContaining("it threw java.lang.IllegalStateException: step 5 of 4 when it is")
                .hasMessageContaining("right after save 4");
    }

    @Test
    @Tag("full")
    void noWayBackToAnOlderCheckpoint() {
        String file = folder.resolve("mark").toString();

        failing(() -> Resumability.of(Mistaken::cannotGoBack, file).atMost(24).run())
                .hasMessageContaining("there is nothing for step 0 any more")
                .hasMessageContaining("right before save 2, its newest checkpoint truncated")
                .hasMessageContaining("It was given an older checkpoint");
    }

    @Test
    @Tag("full")
    void startAnewWhereACheckpointDoesNotReturn() {
        failing(() -> Resumability.of(Mistaken::looksAtItsAttempt, 3).atMost(20).run())
                .hasMessageContaining("ended by its checkpoint, which did not return (as on HTCondor) late, it does")
                .hasMessageContaining("Component.attempt()");
    }

    @Test
    void halfAResultAtAnEviction() {
        failing(() -> Resumability.of(Mistaken::returnsEarly, 3).atMost(12).run())
                .hasMessageContaining("evicted (SIGTERM)")
                .hasMessageContaining("only an eviction");
    }

    @Test
    @Tag("full")
    void onlyTwoLossesShowIt() {
        failing(Mistaken::goesByAttempt).hasMessageContaining("; run again and ");
    }

    @Test
    @Tag("full")
    void functionThatFailsUndisturbed() {
        failing(Mistaken::failsAlone)
                .hasMessageContaining("fails even undisturbed: it threw java.lang.IllegalStateException: no step of 4");
    }

    @Test
    void functionThatIsInItsOwnWay() {
        failing(() -> Resumability.check(Mistaken::copiesOnce, folder.toString()))
                .hasMessageStartingWith(
                        "Mistaken::copiesOnce passed undisturbed once, but fails when it is run a second")
                .hasMessageContaining("FileAlreadyExistsException: " + folder.resolve("product") + "\n")
                .hasMessageContaining(folder.resolve("product") + " is there now.")
                .hasMessageContaining("watching(folder)");
    }

    @Test
    void functionThatFailsAtAnotherTime() {
        failing(() -> Resumability.check(Mistaken::refusesAfterADay, System.currentTimeMillis()))
                .hasMessageContaining("fails with a clock that is 31 hours ahead")
                .hasMessageContaining("too late");
    }

    @Test
    void lambdaThatCannotTravel() {
        Predicate<Integer> notSerializable = number -> number > 0;

        assertThatThrownBy(() -> Resumability.check((Integer number) -> notSerializable.test(number), 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the function cannot be serialized");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> failing(MapFunction<Integer, ?> function) {
        return failing(() -> Resumability.of(function, 4).atMost(30).run());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> failing(Callable<?> check) {
        return assertThatThrownBy(check::call).isInstanceOf(AssertionError.class);
    }
}
