package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.event.EventFold;
import io.htmap.internal.event.EventLogWriter;
import io.htmap.internal.event.LogFollower;
import io.htmap.powercut.child.AppendEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class EventLogPowerCutTest {
    @TempDir
    Path work;

    @Test
    void noForcedEventIsLostAndNoTornOneSeen() throws Exception {
        Recorder recorder = new Recorder(work).run(AppendEvents.class).run(AppendEvents.class);

        check("event log", recorder);
    }

    /** What a writer that was killed had not forced must be, before anybody goes on from it. */
    @Test
    void aWriterThatIsKilledLeavesNothingUnforcedToTheNextOne() throws Exception {
        Recorder recorder = new Recorder(work).run(AppendEvents.class, "killed").run(AppendEvents.class);

        check("event log of a killed writer", recorder);
    }

    @Test
    void aTornEventIsClosed() throws Exception {
        Path disk = Files.createDirectory(work.resolve("disk"));
        try (EventLogWriter writer = EventLogWriter.open(AppendEvents.log(disk))) {
            AppendEvents.append(writer, 1);
        }
        byte[] whole = Files.readAllBytes(AppendEvents.log(disk));
        Files.write(AppendEvents.log(disk), java.util.Arrays.copyOf(whole, whole.length - 100));
        Recorder recorder = new Recorder(work).run(AppendEvents.class);

        check("torn event log", recorder);
    }

    private static void check(String name, Recorder recorder) throws Exception {
        assertThat(new OrderRules(recorder, file -> file.matches("events.log|state")).violations())
                .isEmpty();
        int images = Replay.everything(recorder).show(EventLogPowerCutTest::read);
        System.out.println(
                "power cuts: " + name + ": " + recorder.operations().size() + " operations, " + images + " images");
        assertThat(images).isGreaterThan(25);
    }

    private static void read(Path found, List<String> said) throws Exception {
        int forced = said.stream()
                .filter(what -> what.startsWith("attempts "))
                .mapToInt(what -> Integer.parseInt(what.substring("attempts ".length())))
                .max()
                .orElse(0);
        // before a writer has closed the log, a reader may see it as damaged, but not as anything else
        LogFollower reader = AppendEvents.follow(found);
        reader.poll();
        boolean whole = reader.damage().count() == 0;
        int seen = whole ? reader.state().attemptCount(0) : 0;
        assertThat(reader.damage().places())
                .allSatisfy(place -> assertThat(place.reason()).isEqualTo(EventFold.HOLES));
        assertThat(seen).isGreaterThanOrEqualTo(whole ? forced : 0);

        // the next writer goes on, and takes nothing back that a reader has seen
        int next;
        try (EventLogWriter writer = EventLogWriter.open(AppendEvents.log(found))) {
            next = poll(found).state().attemptCount(0);
            assertThat(next).isGreaterThanOrEqualTo(Math.max(seen, forced));
            AppendEvents.append(writer, next + 1);
            writer.force();
        }
        assertThat(poll(found).state().attemptCount(0)).isEqualTo(next + 1);
        if (whole) {
            reader.poll();
            assertThat(reader.damage().count()).isZero();
            assertThat(reader.state().attemptCount(0)).isEqualTo(next + 1);
        }
    }

    private static LogFollower poll(Path found) throws Exception {
        LogFollower follower = AppendEvents.follow(found);
        follower.poll();
        assertThat(follower.damage().count())
                .as("damage: %s", follower.damage().places())
                .isZero();
        return follower;
    }
}
