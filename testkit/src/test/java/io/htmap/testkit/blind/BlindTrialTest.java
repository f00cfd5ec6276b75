package io.htmap.testkit.blind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.htmap.runtime.MapFunction;
import io.htmap.testkit.Resumability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker against functions whose author had not read it: it must find what is faulty, and nothing else. */
@Tag("process")
@Tag("full")
class BlindTrialTest {
    @TempDir
    Path folder;

    @Test
    void aGeneratorThatIsWoundForwardWrongly() {
        isCaught(Faulty::metropolis, 10);
    }

    @Test
    void aFileThatIsWrittenAfterTheCall() {
        isCaught(Faulty::orbit, 8);
    }

    @Test
    void linesThatAreAppendedAgain() {
        isCaught(Faulty::table, folder.resolve("table.csv").toString());
    }

    @Test
    void aStateThatIsChangedBeforeAnInnerFold() {
        isCaught(Faulty::campaign, 3);
    }

    @Test
    void aStateThatIsSavedInTheMidstOfAStep() {
        isCaught(Faulty::cooling, 10);
    }

    @Test
    void aSetWhoseOrderIsAnotherOneOnceItIsRead() {
        isCaught(Faulty::swarm, 8);
    }

    @Test
    void aTransientTableThatIsMadeFromTheWrongValue() {
        isCaught(Faulty::drift, 8);
    }

    @Test
    void anInnerLoopThatIsNotBegunAnew() {
        isCaught(Faulty::chains, 3);
    }

    @Test
    void aCalibrationThatDependsOnTheClock() {
        isCaught(Faulty::detector, 8);
    }

    @Test
    void aListThatIsConsumed() throws Exception {
        Path list = folder.resolve("list");
        List<String> items = List.of("1.5", "2.5", "4", "8", "16", "32", "64");
        Files.write(list, items);
        assertTrue(isCaught(Faulty::worklist, list.toString()).contains("does not resume"));
        assertEquals(items, Files.readAllLines(list), "the list is as it was before the check");
    }

    @Test
    void aGeneratorInTheState() throws Exception {
        Resumability.check(Correct::walker, 10);
    }

    @Test
    void temporaryFiles() throws Exception {
        Resumability.check(Correct::batches, 8);
    }

    @Test
    void aFileThatIsCutToWhatWasSaved() throws Exception {
        Resumability.check(Correct::trajectory, folder.resolve("trajectory").toString());
    }

    @Test
    void foldsInAWalk() throws Exception {
        Resumability.check(Correct::roots, List.of(2, 30, 400));
    }

    @Test
    void aLargeFolderThatIsSavedNowAndThen() throws Exception {
        Resumability.check(Correct::relaxation, 150_000);
    }

    /** Returns what the checker says. */
    private static <I, O> String isCaught(MapFunction<I, O> function, I input) {
        return assertThrows(AssertionError.class, () -> Resumability.check(function, input))
                .getMessage();
    }
}
