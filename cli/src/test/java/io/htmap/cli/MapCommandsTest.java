package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on real maps, on the embedded scheduler. */
@Tag("process")
class MapCommandsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private TestHome home;

    @BeforeEach
    void openHome() {
        home = new TestHome(folder.resolve("home"));
    }

    @AfterEach
    void closeHome() {
        home.close();
    }

    private static int square(int x) {
        System.out.println("computing " + x);
        System.err.println("warning " + x);
        if (x == 1) {
            throw new IllegalStateException("no ones\u0007");
        }
        return x * x;
    }

    /** Runs until somebody makes the file. */
    private static String untilThere(String gate) throws InterruptedException {
        while (Files.notExists(Path.of(gate))) {
            Thread.sleep(20);
        }
        return "done";
    }

    private static String tellsHowFarItIs(String gate) throws InterruptedException {
        for (int i = 1; i <= 1_000_000; i++) {
            Component.progress(i, 2_000_000, "relaxing");
        }
        return untilThere(gate);
    }

    @Test
    void howFarARunningFunctionIsIsShown() throws Exception {
        Path gate = folder.resolve("gate");
        try (Htmap htmap = home.open()) {
            ComponentMap<String, String> map =
                    htmap.map("far", MapCommandsTest::tellsHowFarItIs, List.of(gate.toString()));
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> map.progress().containsKey(0)
                            && map.progress().get(0).done() == 1_000_000);
            assertThat(map.progress().get(0).fraction()).hasValue(0.5);

            assertThat(home.htmap("components far").out())
                    .containsPattern("(?m)^        0  running  .*  1000000 of 2000000 \\(50 %\\): relaxing$");
            assertThat(home.htmap("status far").out()).contains("DONE").contains("50 %");
            assertThat(home.htmap("wait far --timeout 1s").err()).contains("far: 1 running; 50 % done");
            Files.createFile(gate);
            map.await(LONG);
            assertThat(map.progress()).isEmpty();
        }
        assertThat(home.htmap("status far").out()).doesNotContain("DONE");
    }

    /** Saves three times, then stays until it is held. */
    private static String savesAndStays(String done) throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            Files.writeString(Path.of("state"), "step " + i);
            if (i == 2) {
                Component.progress(3, 4, "settling");
            }
            Component.checkpoint("state");
        }
        Files.createFile(Path.of(done));
        return untilThere(done + ".never");
    }

    @Test
    void checkpointsAreListedVerifiedAndExported() throws Exception {
        Path done = folder.resolve("done");
        try (Htmap htmap = home.open()) {
            ComponentMap<String, String> map =
                    htmap.map("saves", MapCommandsTest::savesAndStays, List.of(done.toString()));
            Awaitility.await().atMost(LONG).until(() -> Files.exists(done));
            map.hold();
            map.awaitStatus(0, Status.HELD, LONG);
            corrupt(map.directory().resolve("checkpoints/0/00000002-1.ckpt"));
        }

        assertThat(home.htmap("checkpoints saves").out())
                .containsPattern(
                        "(?m)^        0           3        1 +[0-9]+      1 +[.0-9]+s  not verified  3 of 4 \\(75 %\\): settling$");
        assertThat(home.htmap("checkpoints saves").code()).isZero();
        assertThat(home.htmap("checkpoints saves 0 --verify").code()).isEqualTo(1);
        assertThat(home.htmap("checkpoints saves 0 --verify").out())
                .containsPattern("(?m)^        0           3 .* good          3 of 4 \\(75 %\\): settling$")
                .containsPattern("(?m)^        0           2 .* damaged: its file state fails its checksum$");
        Path exported = folder.resolve("exported");
        assertThat(home.htmap("checkpoints saves 0 --export 3 --to " + exported).code())
                .isZero();
        assertThat(exported.resolve("state")).hasContent("step 2");
        assertThat(home.htmap("checkpoints saves 0 --export 3 --to " + exported).err())
                .contains("is there already: name a folder that is not");
        assertThat(home.htmap("checkpoints saves 0 --export 3 --to " + folder.resolve("missing/exported"))
                        .err())
                .contains("there is no folder " + folder.resolve("missing") + " to export into: make it first");
        Path damaged = folder.resolve("damaged");
        assertThat(home.htmap("checkpoints saves 0 --export 2 --to " + damaged).err())
                .contains("checkpoint 2 of component 0 is damaged");
        assertThat(home.htmap("checkpoints saves 0 --export 9 --to " + damaged).err())
                .contains("component 0 has no checkpoint 9");
        assertThat(home.htmap("checkpoints saves --export 3").err()).contains("to export a checkpoint, give");
        assertThat(home.htmap("checkpoints saves 0 --pin 3")).isEqualTo(new Invocation(0, "", ""));
        assertThat(home.htmap("checkpoints saves 0").out()).containsPattern("(?m)  not verified, pinned  3 of 4");
        assertThat(home.htmap("checkpoints saves 0 --pin 2").err()).contains("checkpoint 2 of component 0 is damaged");
        assertThat(home.htmap("checkpoints saves --pin 3").err()).contains("to pin or unpin a checkpoint, give");
        assertThat(home.htmap("checkpoints saves 0 --unpin 3").code()).isZero();
        assertThat(home.htmap("checkpoints saves 0 --unpin 3").err()).contains("is not pinned");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("home", "done", "exported");
        }
    }

    private static void corrupt(Path file) throws IOException {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, content.replace("step 1", "step 9"), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aMapThatIsOverIsShown() {
        try (Htmap htmap = home.open()) {
            htmap.map("m", MapCommandsTest::square, List.of(0, 1, 2));
        }

        Invocation wait = home.htmap("wait m --tolerate-errors");
        assertThat(wait.code()).isZero();
        assertThat(wait.err()).endsWith("m: 1 errored, 2 completed\n");
        assertThat(home.htmap("tags")).isEqualTo(new Invocation(0, "m\n", ""));
        assertThat(home.htmap("status").out())
                .isEqualTo(
                        """
            TAG  TOTAL  IDLE  RUNNING  HELD  ERRORED  COMPLETED
            m        3     0        0     0        1          2
            """);
        assertThat(home.htmap("components m --component 1-2").out())
                .containsPattern(
                        "(?m)^        1  errored                1  .*  java.lang.IllegalStateException: no ones")
                .containsPattern("(?m)^        2  completed              1  ")
                .doesNotContainPattern("(?m)^        0 ");
        assertThat(home.htmap("components m --status errored").out().lines()).hasSize(3);
        assertThat(home.htmap("attempts m").out())
                .containsPattern(
                        "(?m)^        0        1  [-0-9]{10} [:0-9]{8}  +[.0-9]+s  completed      -      0 +[.0-9]+s       0\\.0s  ")
                .containsPattern("(?m)^        1        1  .*  errored        -      0       0\\.0s  ")
                .containsPattern("(?m)^good [.0-9]+s, lost [.0-9]+s; attempts that ended: 3 \\(0 evicted, 0 lost their"
                        + " node, 1 failed\\)$");
        assertThat(home.htmap("attempts m 2").out().lines()).hasSize(2);
        assertThat(home.htmap("attempts m 3").err()).contains("component 3 is out of range");
        assertThat(home.htmap("stdout m 2")).isEqualTo(new Invocation(0, "computing 2\n", ""));
        assertThat(home.htmap("stderr m 2 --attempt 1")).isEqualTo(new Invocation(0, "warning 2\n", ""));
        assertThat(home.htmap("errors --all").out())
                .startsWith("== map m, component 1, attempt 1: java.lang.IllegalStateException\n")
                .contains("no ones\\u0007", "MapCommandsTest.square");
    }

    private static int shout(int letters) {
        throw new IllegalStateException("a".repeat(letters));
    }

    @Test
    void aVeryLongMessageIsCut() {
        int letters = 20_000_000;
        try (Htmap htmap = home.open()) {
            htmap.map("m", MapCommandsTest::shout, List.of(letters));
        }

        assertThat(home.htmap("wait m").err())
                .matches("(?s).*IllegalStateException: a{1000}\\.\\.\\. [1-9]\\d* more characters; see: .*");
        assertThat(home.htmap("errors m").out())
                .hasSizeLessThan(50_000)
                .containsPattern("a{1000}\\.\\.\\. 199\\d{5} more characters");
    }

    @Test
    void whatCannotBeShownIsRefusedWithOneLine() {
        try (Htmap htmap = home.open()) {
            htmap.map("m", MapCommandsTest::square, List.of(0, 1, 2));
        }

        Invocation wait = home.htmap("wait m");
        assertThat(wait.code()).isEqualTo(1);
        assertThat(wait.err())
                .contains("\nhtmap: component 1 of map 'm' threw java.lang.IllegalStateException: no ones\\u0007");
        assertThat(home.htmap("stdout m 3"))
                .isEqualTo(new Invocation(
                        1, "", "htmap: component 3 is out of range: map 'm' has the components 0 to 2\n"));
        assertThat(home.htmap("stdout m 1 --attempt 2"))
                .isEqualTo(new Invocation(1, "", "htmap: component 1 of map 'm' has no attempt 2; so far it had 1\n"));
        assertThat(home.htmap("vacate m --component 2-9"))
                .isEqualTo(new Invocation(
                        1, "", "htmap: component 9 is out of range: map 'm' has the components 0 to 2\n"));
        assertThat(home.htmap("wait nope").err())
                .startsWith("htmap: there is no map 'nope'")
                .hasLineCount(1);
    }

    @Test
    void anUnknownTagDoesNotKeepACommandFromTheOthers() {
        try (Htmap htmap = home.open()) {
            htmap.map("m", MapCommandsTest::square, List.of(0));
        }

        Invocation remove = home.htmap("remove nope m");
        assertThat(remove.code()).isEqualTo(1);
        assertThat(remove.out()).isEqualTo("m: removed\n");
        assertThat(remove.err()).startsWith("htmap: there is no map 'nope'").hasLineCount(1);
        assertThat(home.htmap("status")).isEqualTo(new Invocation(0, "no maps\n", ""));
        assertThat(home.htmap("status nope").out()).isEmpty();
        assertThat(home.htmap("clean").out()).contains("jar that no map uses");
        assertThat(home.htmap("clean")).isEqualTo(new Invocation(0, "nothing to clean\n", ""));
    }

    @Test
    void componentsAreHeldReleasedAndVacated() throws Exception {
        Path gate = folder.resolve("gate");
        try (Htmap htmap = home.open()) {
            ComponentMap<String, String> map = htmap.map("m", MapCommandsTest::untilThere, List.of(gate.toString()));
            map.awaitRunning(0);

            assertThat(home.htmap("hold m --component 0")).isEqualTo(new Invocation(0, "m: held 1 component\n", ""));
            map.awaitStatus(0, Status.HELD, LONG);
            assertThat(home.htmap("wait m").code()).isEqualTo(1);
            Invocation wait = home.htmap("wait m --tolerate-holds --timeout 200ms");
            assertThat(wait.code()).isEqualTo(124);
            assertThat(wait.err()).endsWith("htmap: waited 0.2 s for map 'm' to be done: 1 held\n");
            assertThat(home.htmap("components m --status held").out().lines()).hasSize(3);
            assertThat(home.htmap("components m --status held").out()).contains("(code 1.0); release it when");
            assertThat(home.htmap("errors m").out())
                    .startsWith("== map m, component 0: held, code 1.0\n")
                    .endsWith("\nadvice: release it when it shall go on\n");
            assertThat(home.htmap("status m").err())
                    .contains("component 0 of map 'm' is held: ", "; all of them: htmap components m --status held");

            assertThat(home.htmap("release m").out()).isEqualTo("m: released 1 component\n");
            map.awaitRunning(0);
            assertThat(home.htmap("vacate --pattern m*").out()).isEqualTo("m: vacated 1 component\n");

            Files.createFile(gate);
            assertThat(home.htmap("wait m").code()).isZero();
            assertThat(map.get(0)).isEqualTo("done");
            assertThat(map.attempts(0)).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void componentsAreSuspendedContinuedAndEdited() throws Exception {
        Path gate = folder.resolve("gate");
        try (Htmap htmap = home.open()) {
            ComponentMap<String, String> map = htmap.map("m", MapCommandsTest::untilThere, List.of(gate.toString()));
            map.awaitRunning(0);

            assertThat(home.htmap("continue m").out()).isEqualTo("m: continued 0 components\n");
            assertThat(home.htmap("suspend m")).isEqualTo(new Invocation(0, "m: suspended 1 component\n", ""));
            assertThat(map.status(0)).isEqualTo(Status.SUSPENDED);
            assertThat(home.htmap("components m --status suspended").out().lines())
                    .hasSize(3);
            assertThat(home.htmap("edit memory m 0.5GB"))
                    .isEqualTo(new Invocation(0, "m: memory is 512 MB for 1 component\n", ""));
            assertThat(home.htmap("edit disk m 300 --component 0").out())
                    .isEqualTo("m: disk is 300 MB for 1 component\n");
            assertThat(home.htmap("edit memory m 63"))
                    .isEqualTo(new Invocation(1, "", "htmap: option memoryMb is 63; the least is 64\n"));
            assertThat(home.htmap("edit memory m 100 --component 3").err()).contains("component 3 is out of range");
            assertThat(home.htmap("continue --all").out()).isEqualTo("m: continued 1 component\n");

            Files.createFile(gate);
            assertThat(home.htmap("wait m").code()).isZero();
            assertThat(map.attempts(0)).hasSize(1);
            assertThat(home.htmap("edit memory m 100").out()).isEqualTo("m: memory is 100 MB for 0 components\n");
        }
    }

    @Test
    void anUnknownSchedulerIsRefused() {
        assertThat(home.htmap("demo --scheduler lokal"))
                .isEqualTo(new Invocation(
                        1,
                        "",
                        "htmap: option scheduler is 'lokal', but there is no such scheduler here; did you mean 'local'?"
                                + " the known ones are auto, condor, local\n"));
    }

    @Test
    void aComponentIsRemovedAndTheMapStays() throws Exception {
        try (Htmap htmap = home.open()) {
            ComponentMap<String, String> map = htmap.map(
                    "m",
                    MapCommandsTest::untilThere,
                    List.of(folder.resolve("gate").toString()));

            assertThat(home.htmap("remove m --component 0").out()).isEqualTo("m: removed 1 component\n");
            map.awaitStatus(0, Status.REMOVED, LONG);
            assertThat(home.htmap("wait m").code()).isEqualTo(1);
            assertThat(home.htmap("tags").out()).isEqualTo("m\n");
        }
    }

    @Test
    void whyAComponentWasHeldIsNotWhyItWasRemoved() throws Exception {
        try (Htmap htmap = home.open()) {
            ComponentMap<String, String> map = htmap.map(
                    "m",
                    MapCommandsTest::untilThere,
                    List.of(folder.resolve("gate").toString()));
            map.awaitRunning(0);
            map.hold();
            map.awaitStatus(0, Status.HELD, LONG);
            String why = map.attempts(0).get(0).reason();
            assertThat(home.htmap("components m").out()).contains(why);

            map.removeComponents(0);
            map.awaitStatus(0, Status.REMOVED, LONG);

            assertThat(home.htmap("components m").out()).contains("removed").doesNotContain(why);
        }
    }

    @Test
    void aMapThatIsOverIsReadWithoutAScheduler() throws Exception {
        try (Htmap htmap = home.open()) {
            htmap.map("m", MapCommandsTest::square, List.of(0)).await(LONG);
        }
        home.awaitSchedulerEnd();
        long last = home.schedulerPid().orElseThrow();

        assertThat(home.htmap("status --all").code()).isZero();
        assertThat(home.htmap("wait m").code()).isZero();
        assertThat(home.htmap("stdout m 0").out()).isEqualTo("computing 0\n");
        assertThat(home.schedulerPid()).contains(last);
        home.awaitSchedulerEnd();
    }
}
