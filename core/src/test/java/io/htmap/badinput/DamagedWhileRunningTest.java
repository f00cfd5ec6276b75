package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file of a map damaged while a component of it runs, and is evicted and starts again: the right value, or a hold
 * or refusal that names the file; and the scheduler goes on with other maps.
 */
@Tag("process")
class DamagedWhileRunningTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final List<String> FILES = List.of(
            "manifest",
            "function",
            "inputs/000000",
            "outputs/000000",
            "events.log",
            "events.length",
            "checkpoints/1",
            "../../queue/ID",
            "../../scheduler.info",
            "../../tags/TAG");

    @TempDir
    static Path folder;

    private static Htmap htmap;
    private static int count;

    @BeforeAll
    static void open() throws Exception {
        htmap = Htmap.open(folder.resolve("home"));
        htmap.map("other", Work::tenfold, List.of(7), Small.OPTIONS).await(LONG);
    }

    @AfterAll
    static void stop() throws IOException {
        htmap.close();
        Schedulers.stop(htmap.home());
    }

    @TestFactory
    @Tag("full")
    Stream<DynamicTest> all() {
        return FILES.stream().flatMap(file -> Arrays.stream(Damage.values()).map(damage -> test(file, damage)));
    }

    @TestFactory
    Stream<DynamicTest> sample() {
        return Stream.of(
                test("function", Damage.REMOVED),
                test("events.log", Damage.FLIPPED),
                test("events.log", Damage.HALVED),
                test("checkpoints/1", Damage.HALVED));
    }

    private static DynamicTest test(String file, Damage damage) {
        return DynamicTest.dynamicTest(file + " " + damage, () -> run(file, damage));
    }

    private static void run(String name, Damage damage) throws Exception {
        String tag = "map" + count++;
        Path gate = folder.resolve(tag + ".gate");
        ComponentMap<Integer, Integer> map =
                htmap.map(tag, Work.gatedIfNegative(gate.toString()), List.of(5, -6), Small.OPTIONS);
        assertThat(map.get(0, LONG)).isEqualTo(5);
        await().atMost(LONG).until(() -> generations(map).size() == 2);
        Path file = file(map, name.replace("ID", map.id()).replace("TAG", tag));
        String[] names = {file.toString(), map.id() + "/" + file.getFileName()};

        damage.to(file);

        try {
            ask(map, gate, names);
        } finally {
            // a failure must not leave it running, for want of room the next would wait
            tell(gate);
        }
        ComponentMap<Integer, Integer> other = htmap.load("other");
        assertThat(other.get(0)).isEqualTo(70);
        String fresh = "fresh" + tag;
        assertThat(htmap.map(fresh, Work::tenfold, List.of(4), Small.OPTIONS).get(0, LONG))
                .isEqualTo(40);
        htmap.forceRemove(fresh);
        if (htmap.tags().contains(tag)) {
            Answers.inTime("forceRemove", () -> {
                htmap.forceRemove(tag);
                return true;
            });
        }
        assertThat(htmap.tags()).containsExactly("other");
        htmap.clean();
        assertThat(map.directory()).doesNotExist();
        assertThat(htmap.home().resolve("execute").resolve(map.id())).doesNotExist();
    }

    /** Everything that can be asked, of the open handle and of a new one; with an eviction, and to the end. */
    private static void ask(ComponentMap<Integer, Integer> map, Path gate, String[] names) throws IOException {
        for (Ask ask : List.<Ask>of(
                () -> assertThat(map.status(0)).isEqualTo(Status.COMPLETED),
                () -> assertThat(map.get(0, LONG)).isEqualTo(5),
                () -> assertThat(map.input(1)).isEqualTo(-6),
                () -> assertThat(map.stdout(1)).startsWith("from scratch\n"),
                () -> assertThat(map.attempts(1)).hasSize(1),
                () -> assertThat(htmap.<Integer, Integer>load(map.tag()).get(0, LONG))
                        .isEqualTo(5),
                () -> assertThat(map.vacate(1)).isBetween(0, 1))) {
            rightOrRefused(ask, names);
        }
        tell(gate);
        rightOrRefused(() -> assertThat(map.get(1, LONG)).isEqualTo(60), names);
        rightOrRefused(
                () -> assertThat(htmap.<Integer, Integer>load(map.tag()).get(1, LONG))
                        .isEqualTo(60),
                names);
    }

    private static void tell(Path gate) throws IOException {
        Files.writeString(gate, "open");
    }

    private static void rightOrRefused(Ask ask, String[] names) {
        try {
            Answers.inTime("the answer", () -> {
                ask.run();
                return true;
            });
        } catch (io.htmap.TagException noTag) {
            assertThat(names[0]).contains("/tags/");
        } catch (HtmapException refusal) {
            Answers.requireClear(refusal, names);
        }
    }

    private static Path file(ComponentMap<Integer, Integer> map, String name) throws IOException {
        Path path = map.directory().resolve(name).normalize();
        return Files.isDirectory(path) ? generations(map).get(1) : path;
    }

    private static List<Path> generations(ComponentMap<Integer, Integer> map) throws IOException {
        Path checkpoints = map.directory().resolve("checkpoints").resolve("1");
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private interface Ask {
        void run() throws Exception;
    }
}
