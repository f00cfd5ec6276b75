package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user's quota is used up at the worst moment, though the disk has room. */
@Tag("process")
class FullQuotaTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private QuotaDisk disk;
    private Htmap htmap;
    private Meeting meeting;

    @BeforeEach
    void begin() throws Exception {
        disk = QuotaDisk.mount(folder);
        meeting = Meeting.in(folder);
        htmap = Htmap.open(disk.home());
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
        await().atMost(LONG).until(() -> Listing.of(disk.home()).keySet().stream()
                .noneMatch(name -> name.matches("(queue|execute|tmp)/.+")));
        SortedMap<String, String> before = Listing.of(disk.home());
        disk.exhaust();

        String line = Refusals.lineOf(() -> htmap.map("tight", Work::tenfold, List.of(1), Small.OPTIONS));

        assertThat(line).containsIgnoringCase("quota").contains("home");
        disk.free();
        assertThat(Listing.of(disk.home())).isEqualTo(before);
        assertThat(htmap.map("tight", Work::tenfold, List.of(1), Small.OPTIONS).get(0, LONG))
                .isEqualTo(10);
    }

    @Test
    void whileCheckpointing() throws Exception {
        ComponentMap<Integer, Integer> map =
                htmap.map("saver", Hungry.saver(meeting.folder().toString()), List.of(5), Small.OPTIONS);

        meeting.fillWhileItSaves(map, () -> disk.exhaust(), disk::free, "quota exceeded");
    }

    @Test
    void whileReturningAnOutput() throws Exception {
        ComponentMap<Integer, byte[]> map =
                htmap.map("returner", Hungry.returner(meeting.folder().toString()), List.of(Hungry.BIG), Small.OPTIONS);
        meeting.await("ready");
        disk.exhaust();
        meeting.tell("filled");

        // the scheduler may find no room to say so until there is some
        await().atMost(LONG).until(() -> map.status(0) == Status.HELD || schedulerSays("quota exceeded"));
        disk.free();
        map.awaitStatus(0, Status.HELD, LONG);
        assertThat(map.holdReason(0).orElseThrow().reason())
                .containsPattern("could not be (written|stored)")
                .containsPattern("quota exceeded|disk is full")
                .doesNotContain("\n");
        map.release(0);
        assertThat(map.get(0, LONG)).hasSize(Hungry.BIG);
        assertThat(map.stdout(0)).contains("resumed with one");
    }

    private boolean schedulerSays(String text) throws IOException {
        return Files.readString(disk.home().resolve("scheduler.log"))
                .toLowerCase(java.util.Locale.ROOT)
                .contains(text);
    }
}
