package io.htmap.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.runtime.MapFunction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that resume pass, in each form. */
@Tag("process")
class CorrectFunctionsTest {
    @TempDir
    private Path folder;

    @Test
    void plainFiles() throws Exception {
        Report report = few(Correct::counter);

        assertThat(report.saves()).isEqualTo(4);
        assertThat(report.faults()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void fold() throws Exception {
        few(Correct::fold);
    }

    @Test
    @Tag("full")
    void walk() throws Exception {
        few(Correct::walk);
    }

    @Test
    @Tag("full")
    void recordsThatHoldArrays() throws Exception {
        Resumability.of(Correct::fits, 4).atMost(3).run();
    }

    @Test
    @Tag("full")
    void filesThatAreRenamedInAFolderOutside() throws Exception {
        Resumability.of(Correct::renames, folder.toString()).atMost(4).run();
    }

    @Test
    @Tag("full")
    void loopOfItsOwn() throws Exception {
        few(Correct::ownLoop);
    }

    @Test
    @Tag("full")
    void allOfThemWithTheUsualSettings() throws Exception {
        for (MapFunction<Integer, ?> function :
                List.<MapFunction<Integer, ?>>of(Correct::counter, Correct::fold, Correct::walk, Correct::ownLoop)) {
            Report report = Resumability.check(function, 11);

            assertThat(report.faults()).isGreaterThanOrEqualTo(60);
            // the step that it was in, or the one whose checkpoint was damaged
            assertThat(report.worst()).as(report.toString()).isEqualTo(1);
        }
    }

    private static Report few(MapFunction<Integer, ?> function) throws Exception {
        return Resumability.of(function, 5).atMost(12).run();
    }
}
