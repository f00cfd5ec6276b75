package io.htmap.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.examples.Programs.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs, each started as a reader starts it. */
@Tag("process")
class ProgramsTest {
    private static final String CLASSES = classes();

    @TempDir
    private Path folder;

    @AfterEach
    void letTheSchedulerFinish() {
        Homes.awaitQuiet(folder.resolve("home"));
    }

    static List<Path> javas() throws IOException {
        return Programs.javas();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void theSingleFileCounterIsEvictedAndGoesOn(Path java) throws Exception {
        String program = Path.of("Counter.java").toAbsolutePath().normalize().toString();

        Run run = Programs.run(folder.resolve("home"), folder, java, "-cp", Programs.library(), program);

        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).startsWith("true", "starting from scratch", "completed step 1");
        int loaded = lines.indexOf("loaded checkpoint!");
        int savedStep = stepOn(lines.get(loaded - 1));
        // a step that was printed but not yet saved is done again
        assertThat(stepOn(lines.get(loaded + 1))).isBetween(savedStep, savedStep + 1);
        assertThat(lines).endsWith("completed step 15");
        assertThat(savedStep).isBetween(2, 14);
    }

    private static int stepOn(String line) {
        return Integer.parseInt(line.substring("completed step ".length()));
    }

    @Test
    void oneProgramMakesTheMapAndAnotherReadsIt() throws Exception {
        assertThat(run("ReadLater", "submit").out()).isEqualTo("made map squares-for-later of 3 components\n");
        assertThat(run("ReadLater", "read").out()).isEqualTo("1\n4\n9\n");
    }

    @Test
    void anErrorIsShownAndTheOtherOutputsAreRead() throws Exception {
        assertThat(run("HandlingErrors").out())
                .startsWith(
                        "1 is 1\ncomponent 1, attempt 1: java.lang.NumberFormatException: For input string: \"two\"\n")
                .contains("at io.htmap.examples.HandlingErrors.parse")
                .endsWith("3 is 3\n");
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"PlainLoop", "CheckpointingLoop", "TimedCheckpoints"})
    void theLoopsAreProgramsToo(String name) throws Exception {
        List<String> lines = run(name).out().lines().toList();

        assertThat(Double.parseDouble(lines.get(0))).isBetween(0.0, 1.0);
        assertThat(lines).containsOnlyOnce("completed step 20");
    }

    private Run run(String name, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("-cp", CLASSES, "io.htmap.examples." + name));
        all.addAll(List.of(arguments));
        Run run = Programs.run(folder.resolve("home"), folder, Programs.thisJava(), all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static String classes() {
        String own = PlainLoop.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return own + File.pathSeparator + Programs.library();
    }
}
