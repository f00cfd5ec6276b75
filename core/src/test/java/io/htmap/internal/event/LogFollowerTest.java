package io.htmap.internal.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import io.htmap.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
    private static final byte[] SUBMITTED = EventFormat.format(Samples.event(0, Samples.submitted()));
    private static final byte[] RUNNING = EventFormat.format(Samples.event(1, Samples.executing()));

    @TempDir
    Path folder;

    private Path log;
    private LogFollower follower;

    @BeforeEach
    void follow() {
        log = folder.resolve("events.log");
        follower = new LogFollower(log, new EventParser(), new MapState(1, JobMapping.PROC_IS_COMPONENT));
    }

    @Test
    void aLogThatIsNotThereYetIsEmpty() throws IOException {
        assertThat(follower.poll()).isFalse();
        Files.write(log, SUBMITTED);

        assertThat(follower.poll()).isTrue();
        assertThat(follower.state().status(0)).isEqualTo(Status.IDLE);
        assertThat(follower.log()).isEqualTo(log);
    }

    @Test
    void onlyWhatIsNewIsNews() throws IOException {
        append(SUBMITTED, SUBMITTED.length);
        assertThat(follower.poll()).isTrue();
        assertThat(follower.poll()).isFalse();
        append(RUNNING, 20);
        assertThat(follower.poll()).isFalse();
        assertThat(follower.position()).isEqualTo(new LogPosition(SUBMITTED.length, LogPosition.Mode.EVENT));
        Files.write(log, Lives.join(java.util.List.of(SUBMITTED, RUNNING)));

        assertThat(follower.poll()).isTrue();
        assertThat(follower.state().status(0)).isEqualTo(Status.RUNNING);
        append(SUBMITTED, SUBMITTED.length);
        assertThat(follower.poll()).as("a duplicate").isFalse();
        assertThat(follower.position().offset()).isEqualTo(2L * SUBMITTED.length + RUNNING.length);
    }

    @Test
    void aTornEventMayBeTakenBack() throws IOException {
        append(SUBMITTED, SUBMITTED.length);
        append(RUNNING, RUNNING.length - 1);
        follower.poll();
        Files.write(log, SUBMITTED);
        assertThat(follower.poll()).isFalse();
        append(EventFormat.format(Samples.event(1, Samples.held())), 300);

        assertThat(follower.poll()).isTrue();
        assertThat(follower.state().status(0)).isEqualTo(Status.HELD);
        assertThat(follower.damage().count()).isZero();
    }

    @Test
    void aShorterLogIsReported() throws IOException {
        append(SUBMITTED, SUBMITTED.length);
        follower.poll();
        Files.write(log, new byte[3]);

        assertThatThrownBy(follower::poll)
                .isInstanceOf(LogTruncatedException.class)
                .isInstanceOf(HtmapException.class)
                .hasMessage("the event log " + log + " was truncated: it has 3 bytes, but " + SUBMITTED.length
                        + " were read before");
        Files.delete(log);
        assertThatThrownBy(follower::poll)
                .isInstanceOf(LogTruncatedException.class)
                .hasMessageContaining("it has 0 bytes");
    }

    @Test
    void whatIsTooLongIsNotReadAgain() throws IOException {
        Files.write(log, new byte[5 << 20]);
        follower.poll();
        assertThat(follower.position()).isEqualTo(new LogPosition(5 << 20, LogPosition.Mode.SKIPPING_MID_LINE));
        Files.write(log, "\n...\n".getBytes(UTF_8), StandardOpenOption.APPEND);
        append(SUBMITTED, SUBMITTED.length);

        assertThat(follower.poll()).isTrue();
        assertThat(follower.damage().count()).isEqualTo(1);
        assertThat(follower.state().status(0)).isEqualTo(Status.IDLE);
    }

    private void append(byte[] bytes, int count) throws IOException {
        Files.write(
                log,
                java.util.Arrays.copyOf(bytes, Math.min(count, bytes.length)),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
