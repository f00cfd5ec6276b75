package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The home folder's disk is full at the worst moment: nothing is lost, and all goes on when there is room again. */
@Tag("process")
class FullDiskTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private SmallDisk disk;
    private Htmap htmap;
    private Meeting meeting;

    @BeforeEach
    void begin() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"), "size=96m,mode=0700");
        meeting = Meeting.in(folder);
        htmap = Htmap.open(disk.home());
        // stores what all maps need
        assertThat(htmap.map("other", Work::tenfold, List.of(7), Small.OPTIONS).get(0, LONG))
                .isEqualTo(70);
    }

    @AfterEach
    void end() throws Exception {
        if (disk != null) {
            htmap.close();
            disk.close();
        }
    }

    @Test
    void whileMaking() throws Exception {
        List<String> inputs = IntStream.range(0, 300).mapToObj("x"::repeat).toList();
        int refused = 0;
        boolean made = false;
        for (int pages = 0; !made; pages = pages < 8 ? pages + 1 : pages * 3 / 2) {
            settle();
            SortedMap<String, String> before = Listing.of(disk.home());
            disk.leave(4096L * pages);
            try {
                htmap.map("tight", Work::lengthOf, inputs, Small.OPTIONS).remove();
                made = true;
            } catch (HtmapException refusal) {
                refused++;
                disk.free();
                assertThat(Refusals.checked(refusal))
                        .containsIgnoringCase("free some space")
                        .contains("home");
                assertThat(Listing.of(disk.home())).isEqualTo(before);
            }
            disk.free();
        }
        assertThat(refused).isGreaterThan(5);
        assertThat(htmap.tags()).containsExactly("other");
    }

    @Test
    void whileCheckpointing() throws Exception {
        ComponentMap<Integer, Integer> map =
                htmap.map("saver", Hungry.saver(meeting.folder().toString()), List.of(5), Small.OPTIONS);

        meeting.fillWhileItSaves(map, () -> disk.leave(0), disk::free, "No space left");
    }

    @Test
    void whileTheRunnerReturnsItsOutput() throws Exception {
        ComponentMap<Integer, byte[]> map = returning(disk.home().toString().length() + Hungry.BIG, 0);

        map.awaitStatus(0, Status.HELD, LONG);

        assertThat(map.holdReason(0).orElseThrow().reason())
                .containsPattern("could not be (written|stored)")
                .containsPattern("No space left|disk is full")
                .contains("free some space", "release")
                .doesNotContain("\n");
        disk.free();
        assertThat(map.release(0)).isEqualTo(1);
        assertThat(map.get(0, LONG)).hasSizeGreaterThan(Hungry.BIG);
        assertThat(map.stdout(0)).contains("resumed with one");
        assertThat(Files.readAllLines(meeting.folder().resolve("trace"))).hasSize(2);
    }

    @Test
    void whileTheSchedulerStoresAnOutput() throws Exception {
        ComponentMap<Integer, byte[]> map = returning(Hungry.BIG, Hungry.BIG + Hungry.BIG / 2);

        map.awaitStatus(0, Status.HELD, LONG);

        assertThat(map.holdReason(0).orElseThrow().reason())
                .contains("could not be stored", "No space left", "it is kept", "release")
                .doesNotContain("\n");
        Schedulers.stop(disk.home());
        disk.free();
        assertThat(map.release(0)).isEqualTo(1);
        assertThat(map.get(0, LONG)).hasSize(Hungry.BIG);
        assertThat(Files.readAllLines(meeting.folder().resolve("trace")))
                .as("computed once")
                .hasSize(1);
    }

    @Test
    void whatWasComputedIsRemovedInsteadOfStored() throws Exception {
        ComponentMap<Integer, byte[]> map = returning(Hungry.BIG, Hungry.BIG + Hungry.BIG / 2);
        map.awaitStatus(0, Status.HELD, LONG);

        assertThat(map.removeComponents(0)).isEqualTo(1);

        map.awaitStatus(0, Status.REMOVED, LONG);
        assertThat(map.stdout(0, 1)).isEmpty();
        settle();
        assertThat(map.stdout(0, 1)).isEmpty();
    }

    @Test
    void aHoldOutlastsAnEvictionThatCouldNotBeLogged() throws Exception {
        int size = 2000;
        Path reserve = disk.home().resolve("reserve");
        MapOptions alone = Small.OPTIONS.mergedOver(MapOptions.builder()
                .cpus(Runtime.getRuntime().availableProcessors())
                .build());
        List<Integer> inputs =
                IntStream.range(0, size).map(i -> i == 1 ? -1 : i).boxed().toList();
        ComponentMap<Integer, Integer> map = htmap.map(
                "many", Work.gatedIfNegative(meeting.folder().resolve("never").toString()), inputs, alone);
        map.awaitRunning(1);
        await().atMost(LONG).until(() -> TestHome.generations(map, 1).size() == 2);
        Path outputs = map.directory().resolve("outputs/000000");
        long before = Files.size(outputs);
        assertThat(reserve).exists();
        disk.leave(0);
        map.hold(2, IntStream.range(3, size).toArray());
        assertThat(map.counts().getOrDefault(Status.HELD, 0)).isLessThan(size - 2);
        assertThat(reserve).doesNotExist();
        assertThat(map.vacate(1)).isEqualTo(1);
        await().atMost(LONG)
                .until(() -> Files.size(outputs) > before && !map.stdout(1, 1).isEmpty());

        assertThat(map.hold(1)).isEqualTo(1);
        disk.free();

        await().atMost(LONG).until(() -> map.counts().getOrDefault(Status.HELD, 0) == size - 1);
        assertThat(map.hold(1)).as("held already").isZero();
        assertThat(map.status(1)).isEqualTo(Status.HELD);
        assertThat(map.attempts(1)).hasSize(1);
        // for the next time
        await().atMost(LONG).until(() -> Files.exists(reserve));
    }

    @Test
    void whileTheLogIsWritten() throws Exception {
        String meetingPlace = meeting.folder().toString();
        List<Integer> inputs = IntStream.range(0, 400).map(i -> 8).boxed().toList();
        ComponentMap<Integer, byte[]> map = htmap.map("many", Hungry.returner(meetingPlace), inputs, Small.OPTIONS);
        meeting.await("ready");
        Files.deleteIfExists(disk.home().resolve("reserve"));
        disk.leave(0);

        map.hold();
        assertThat(map.counts().getOrDefault(Status.HELD, 0))
                .as("held while the disk is full")
                .isLessThan(400);
        disk.free();

        await().atMost(LONG).until(() -> map.counts().equals(java.util.Map.of(Status.HELD, 400)));
        meeting.tell("filled");
        assertThat(map.release(0, 1, 2)).isEqualTo(3);
        assertThat(map.get(2, LONG)).hasSize(8);
        assertThat(htmap.load("many").size()).isEqualTo(400);
    }

    @Test
    void whileAWorkerIsStarted() throws Exception {
        MapOptions alone = Small.OPTIONS.mergedOver(MapOptions.builder()
                .cpus(Runtime.getRuntime().availableProcessors())
                .build());
        ComponentMap<Integer, byte[]> map =
                htmap.map("pair", Hungry.returner(meeting.folder().toString()), List.of(1, 2), alone);
        meeting.await("ready");
        disk.leave(0);
        meeting.tell("filled");
        await().atMost(LONG).until(() -> log().contains("no room for the scratch folder of component 1"));
        assertThat(map.status(1).isActive()).isTrue();

        disk.free();

        map.awaitStatus(0, Status.HELD, LONG);
        map.release(0);
        assertThat(map.get(0, LONG)).hasSize(1);
        assertThat(map.get(1, LONG)).hasSize(2);
    }

    @Test
    void mapsCanBeReadAndRemovedToMakeRoom() throws Exception {
        ComponentMap<Integer, byte[]> map = returning(Hungry.BIG, 8L << 20);
        assertThat(map.get(0, LONG)).hasSize(Hungry.BIG);
        Schedulers.stop(disk.home());
        disk.leave(0);

        assertThat(map.get(0)).hasSize(Hungry.BIG);
        assertThat(Refusals.lineOf(() -> htmap.map("more", Work::tenfold, List.of(1), Small.OPTIONS)))
                .containsIgnoringCase("free some space");
        map.remove();
        assertThat(disk.room()).isGreaterThan(Hungry.BIG);
        assertThat(htmap.map("more", Work::tenfold, List.of(1), Small.OPTIONS).get(0, LONG))
                .isEqualTo(10);
    }

    @Test
    void withoutInodes() throws Exception {
        disk.close();
        disk = SmallDisk.mount(folder.resolve("files"), "size=96m,mode=0700,nr_inodes=120");
        htmap = Htmap.open(disk.home());
        htmap.map("other", Work::tenfold, List.of(7), Small.OPTIONS).await(LONG);
        settle();
        SortedMap<String, String> before = Listing.of(disk.home());
        Path many = Files.createDirectory(folder.resolve("files/many"));
        int count = 0;
        try {
            while (true) {
                Files.createFile(many.resolve(Integer.toString(count)));
                count++;
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }

        for (int free = 0; free < 4; free++) {
            assertThat(Refusals.lineOf(() -> htmap.map("more", Work::tenfold, List.of(1), Small.OPTIONS)))
                    .containsIgnoringCase("free some space");
            assertThat(Listing.of(disk.home())).isEqualTo(before);
            Files.delete(many.resolve(Integer.toString(--count)));
        }
    }

    /** A map whose function has ended computing, and is about to return so many bytes, with so much room left. */
    private ComponentMap<Integer, byte[]> returning(int bytes, long room) throws Exception {
        ComponentMap<Integer, byte[]> map =
                htmap.map("returner", Hungry.returner(meeting.folder().toString()), List.of(bytes), Small.OPTIONS);
        meeting.await("ready");
        disk.leave(room);
        meeting.tell("filled");
        return map;
    }

    private void settle() {
        await().atMost(LONG).until(() -> Listing.of(disk.home()).keySet().stream()
                .noneMatch(name -> name.matches("(queue|execute|tmp)/.+")));
    }

    private String log() throws IOException {
        return Files.readString(disk.home().resolve("scheduler.log"));
    }
}
