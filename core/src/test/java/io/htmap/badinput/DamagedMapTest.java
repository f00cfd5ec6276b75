package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.TagException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file of a map that is done, and of one that is held, damaged in each way: every answer is still right, or refused
 * with one line that names the file; the map can be removed; other maps are not disturbed.
 */
@Tag("process")
class DamagedMapTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FEW_JARS = 3;

    @TempDir
    static Path folder;

    private static Path pattern;
    private static String doneId;
    private static String heldId;
    private static Answers done;
    private static Answers held;
    private static int copies;

    /** What is done to which file of which map. */
    private record Case(String tag, String file, Damage damage) {
        @Override
        public String toString() {
            return tag + ": " + file.replaceAll("[0-9a-f-]{36}", "ID").replaceAll("[0-9a-f]{56}\\.jar", "..jar") + " "
                    + damage;
        }
    }

    @BeforeAll
    static void makeMaps() throws Exception {
        pattern = folder.resolve("pattern");
        Path gate = folder.resolve("gate");
        try (Htmap htmap = Htmap.open(pattern)) {
            htmap.map("other", Work::tenfold, List.of(7), Small.OPTIONS).await(LONG);
            ComponentMap<Integer, Integer> first = htmap.map("done", Work::tenfold, List.of(1, 2, -3), Small.OPTIONS);
            first.await(LONG, ComponentMap.Tolerance.ERRORS);
            ComponentMap<Integer, Integer> second =
                    htmap.map("held", Work.gatedIfNegative(gate.toString()), List.of(5, -6), Small.OPTIONS);
            second.awaitStatus(0, Status.COMPLETED, LONG);
            Path log = pattern.resolve("execute")
                    .resolve(second.id())
                    .resolve("1.1")
                    .resolve("stdout");
            org.awaitility.Awaitility.await()
                    .atMost(LONG)
                    .until(() -> generations(pattern, second.id()).size() == 2);
            assertThat(log).exists();
            second.hold(1);
            second.awaitStatus(1, Status.HELD, LONG);
            // what was edited is in a file of its own
            assertThat(second.setMemoryMb(80, 1)).isEqualTo(1);
            doneId = first.id();
            heldId = second.id();
            done = Answers.of(first);
            held = Answers.of(second);
        }
        Files.createFile(gate);
        Schedulers.stop(pattern);
    }

    @AfterAll
    static void stopSchedulers() throws IOException {
        try (Stream<Path> homes = Files.list(folder)) {
            for (Path home : homes.filter(Files::isDirectory).toList()) {
                Schedulers.stop(home);
            }
        }
    }

    @Test
    void noFileOfTheMapsIsLeftOut() throws IOException {
        List<String> files = cases(FEW_JARS).map(Case::toString).toList();
        for (String file :
                List.of("manifest", "function", "events.log", "requests", "inputs/000000", "outputs/000000")) {
            assertThat(files).contains("held: maps/ID/" + file + " REMOVED");
        }
        assertThat(files).anyMatch(name -> name.startsWith("held: maps/ID/checkpoints/1/"));
    }

    @TestFactory
    Stream<DynamicTest> sample() throws IOException {
        // one kind of damage for each file, another one for the next
        List<Case> all = cases(FEW_JARS).toList();
        int kinds = Damage.values().length;
        return IntStream.range(0, all.size() / kinds)
                .mapToObj(file -> all.get(file * kinds + file % kinds))
                .map(DamagedMapTest::test);
    }

    @TestFactory
    @Tag("full")
    Stream<DynamicTest> all() throws IOException {
        return cases(Integer.MAX_VALUE).map(DamagedMapTest::test);
    }

    private static DynamicTest test(Case each) {
        return DynamicTest.dynamicTest(each.toString(), () -> run(each));
    }

    private static Stream<Case> cases(int jarsOfHeld) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String tag : List.of("done", "held")) {
            String id = tag.equals("done") ? doneId : heldId;
            List<Path> files = new ArrayList<>(List.of(
                    pattern.resolve("tags").resolve(tag),
                    pattern.resolve("format"),
                    pattern.resolve("scheduler.info")));
            try (Stream<Path> own = Files.walk(pattern.resolve("maps").resolve(id));
                    Stream<Path> jars = Files.list(pattern.resolve("jars"))) {
                own.filter(Files::isRegularFile).sorted().forEach(files::add);
                jars.sorted().limit(tag.equals("held") ? jarsOfHeld : 1).forEach(files::add);
            }
            for (Path file : files) {
                for (Damage damage : Damage.values()) {
                    cases.add(new Case(tag, pattern.relativize(file).toString(), damage));
                }
            }
        }
        return cases.stream();
    }

    private static void run(Case each) throws Exception {
        Path home = copy();
        Path file = home.resolve(each.file);
        String id = each.tag.equals("done") ? doneId : heldId;
        Answers right = each.tag.equals("done") ? done : held;
        if (!Files.exists(file)) {
            // the scheduler takes its own file away when it ends
            return;
        }
        each.damage.to(file);
        String[] names = {id + file.toString().split(id, 2)[file.toString().contains(id) ? 1 : 0], file.toString()};
        try (Htmap htmap = opened(home, file)) {
            if (htmap == null) {
                return;
            }
            ask(htmap, each, right, names);
            assertOthersAreFine(htmap);
            remove(htmap, each.tag, names);
            assertThat(htmap.tags()).doesNotContain(each.tag);
            htmap.clean();
            assertThat(home.resolve("maps").resolve(id)).doesNotExist();
            assertOthersAreFine(htmap);
            assertThat(Answers.inTime("a new map", () -> {
                        ComponentMap<Integer, Integer> fresh =
                                htmap.map("new", Work::tenfold, List.of(4), Small.OPTIONS);
                        return fresh.get(0, LONG);
                    }))
                    .isEqualTo(40);
        } finally {
            Schedulers.stop(home);
        }
    }

    /** The home folder itself may be refused, if it is its own file that is damaged. */
    private static Htmap opened(Path home, Path file) {
        try {
            return Htmap.open(home);
        } catch (HtmapException refusal) {
            assertThat(file.getFileName()).hasToString("format");
            Answers.requireClear(refusal, file.toString());
            return null;
        }
    }

    private static void ask(Htmap htmap, Case each, Answers right, String[] names) {
        ComponentMap<Integer, Integer> map;
        try {
            map = Answers.inTime("load", () -> htmap.load(each.tag));
        } catch (TagException noTag) {
            assertThat(each.file).startsWith("tags");
            assertThat(each.damage).isEqualTo(Damage.REMOVED);
            return;
        } catch (HtmapException refusal) {
            Answers.requireClear(refusal, names);
            assertThat(refusal).hasMessageContaining("htmap remove --force ");
            return;
        }
        right.compare(map, names);
        if (each.tag.equals("held")) {
            release(map, names);
        }
    }

    /** Once released, the component gives the right value, or stays held with a reason that names the file. */
    private static void release(ComponentMap<Integer, Integer> map, String[] names) {
        try {
            assertThat(map.statuses()).containsExactly(Status.COMPLETED, Status.HELD);
            assertThat(Answers.inTime("release", () -> map.release(1))).isEqualTo(1);
            assertThat(Answers.inTime("the output", () -> map.get(1, LONG))).isEqualTo(60);
        } catch (HtmapException refusal) {
            Answers.requireClear(refusal, names);
        }
    }

    private static void remove(Htmap htmap, String tag, String[] names) {
        try {
            htmap.load(tag).remove();
            return;
        } catch (TagException gone) {
            return;
        } catch (HtmapException refusal) {
            Answers.requireClear(refusal, names);
        }
        Answers.inTime("forceRemove", () -> {
            htmap.forceRemove(tag);
            return true;
        });
    }

    private static void assertOthersAreFine(Htmap htmap) {
        ComponentMap<Integer, Integer> other = htmap.load("other");
        assertThat(other.get(0)).isEqualTo(70);
        assertThat(other.stdout(0)).isEqualTo("out 7\n");
    }

    private static List<Path> generations(Path home, String id) throws IOException {
        Path checkpoints =
                home.resolve("maps").resolve(id).resolve("checkpoints").resolve("1");
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static Path copy() throws IOException {
        Path home = folder.resolve("home" + copies++);
        try (Stream<Path> paths = Files.walk(pattern)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(
                        path,
                        home.resolve(pattern.relativize(path).toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return home;
    }
}
