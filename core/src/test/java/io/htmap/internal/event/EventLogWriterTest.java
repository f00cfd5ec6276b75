package io.htmap.internal.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Status;
import io.htmap.runtime.internal.io.ChannelIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogWriterTest {
    private static final JobEvent SUBMITTED = Samples.event(0, Samples.submitted());
    private static final JobEvent RUNNING = Samples.event(1, Samples.executing());
    private static final JobEvent DONE = Samples.event(2, Samples.terminated(Exit.returned(0)));

    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void name() {
        log = folder.resolve("events.log");
    }

    @Test
    void aNewLogIsForItsOwnerOnly() throws IOException {
        EventLogWriter.open(log).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
        assertThat(log).isEmptyFile();
    }

    @Test
    void whatIsAppendedIsReadInOrder() throws IOException {
        try (EventLogWriter writer = EventLogWriter.open(log)) {
            assertThat(writer.append(List.of(SUBMITTED, RUNNING))).containsExactly(SUBMITTED, RUNNING);
            assertThat(writer.append(List.of())).isEmpty();
            assertThat(writer.append(List.of(DONE))).containsExactly(DONE);
            writer.force();
        }

        assertThat(Files.readAllBytes(log)).isEqualTo(bytes(SUBMITTED, RUNNING, DONE));
    }

    @Test
    void nothingIsWrittenBehindWhatSomebodyHasCutOff() throws IOException {
        try (EventLogWriter writer = EventLogWriter.open(log)) {
            writer.append(List.of(SUBMITTED));
            byte[] cut = Arrays.copyOf(bytes(SUBMITTED), 20);
            Files.write(log, cut);

            assertThatThrownBy(() -> writer.append(List.of(RUNNING))).isInstanceOf(LogTruncatedException.class);

            assertThat(Files.readAllBytes(log)).isEqualTo(cut);
        }
    }

    @Test
    void theNextWriterGoesOnBehindTheLast() throws IOException {
        write(SUBMITTED);
        write(RUNNING);

        assertThat(Files.readAllBytes(log)).isEqualTo(bytes(SUBMITTED, RUNNING));
    }

    @Test
    void timesAlwaysGrow() throws IOException {
        Instant t = Samples.T0;
        try (EventLogWriter writer = EventLogWriter.open(log)) {
            assertThat(writer.append(List.of(
                            SUBMITTED.at(t),
                            SUBMITTED.at(t),
                            SUBMITTED.at(t.plusNanos(900_000)),
                            SUBMITTED.at(t.minusSeconds(9)),
                            SUBMITTED.at(t.plusSeconds(1)))))
                    .extracting(JobEvent::time)
                    .containsExactly(t, t.plusMillis(1), t.plusMillis(2), t.plusMillis(3), t.plusSeconds(1));
            assertThat(writer.append(List.of(SUBMITTED.at(t))).get(0).time()).isEqualTo(t.plusMillis(1001));
        }
        try (EventLogWriter writer = EventLogWriter.open(log)) {
            assertThat(writer.append(List.of(SUBMITTED.at(t))).get(0).time()).isEqualTo(t.plusMillis(1002));
        }
    }

    @Test
    void theLastTimeIsFoundInALongLog() throws IOException {
        JobEvent late = Samples.event(9, Samples.executing("h".repeat(200)));
        byte[] much = new byte[3 << 20];
        Arrays.fill(much, (byte) 'x');
        much[much.length - 1] = '\n';
        Files.write(log, much);
        Files.write(log, "...\nno event\n...\n".getBytes(UTF_8), StandardOpenOption.APPEND);
        Files.write(log, bytes(late, SUBMITTED), StandardOpenOption.APPEND);
        try (EventLogWriter writer = EventLogWriter.open(log)) {
            assertThat(writer.append(List.of(SUBMITTED)).get(0).time())
                    .isEqualTo(late.time().plusMillis(1));
        }
    }

    /** A writer dies at any byte; the reader waits, the next writer makes it whole again, the reader goes on. */
    @Test
    void aLogTornAtAnyByteIsMadeWhole() throws IOException {
        byte[] whole = bytes(SUBMITTED, RUNNING);
        int first = bytes(SUBMITTED).length;
        for (int cut = 0; cut <= whole.length; cut++) {
            Files.write(log, Arrays.copyOf(whole, cut));
            LogFollower reader = follower();
            reader.poll();
            long before = reader.position().offset();
            assertThat(before).isEqualTo(cut < first ? 0 : cut < whole.length ? first : whole.length);

            EventLogWriter.open(log).close();
            byte[] repaired = Files.readAllBytes(log);
            boolean lacksLineBreak = cut == first - 1 || cut == whole.length - 1;
            boolean torn = cut != 0 && cut != first && cut != whole.length && !lacksLineBreak;
            if (torn) {
                assertThat(new String(repaired, UTF_8)).endsWith("Z htmap closed a torn event\n...\n");
                assertThat(Arrays.copyOf(repaired, (int) before)).isEqualTo(Arrays.copyOf(whole, (int) before));
            } else {
                assertThat(repaired).isEqualTo(Arrays.copyOf(whole, lacksLineBreak ? cut + 1 : cut));
            }
            write(DONE);
            assertThat(reader.poll()).isTrue();
            assertThat(reader.damage().count()).as("cut at %s", cut).isZero();
            assertThat(reader.state().status(0)).isEqualTo(Status.COMPLETED);
            assertThat(reader.position().offset()).isEqualTo(Files.size(log));
            int attempts = reader.state().attempts(0).get(0).start().equals(RUNNING.time()) ? 1 : 0;
            assertThat(attempts).isEqualTo(cut >= whole.length - 1 ? 1 : 0);
        }
    }

    @Test
    void theClosingEventSaysWhenAndNothingAboutAComponent() throws Exception {
        Files.write(log, "000 (".getBytes(UTF_8));
        Instant before = Instant.now();
        EventLogWriter.open(log).close();

        JobEvent closing = new EventParser().parse(Files.readString(log).replace("...\n", ""));
        assertThat(closing.job()).isEqualTo(JobId.ofCluster(0));
        assertThat(closing.type()).isEqualTo(EventType.GENERIC);
        assertThat(Duration.between(before, closing.time()).abs()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void noiseAtTheEndIsEnded() throws IOException {
        byte[] noise = new byte[LogScanner.MAX_EVENT + 10];
        Files.write(log, noise);
        write(SUBMITTED);

        LogFollower reader = follower();
        reader.poll();
        assertThat(reader.state().status(0)).isEqualTo(Status.IDLE);
        assertThat(reader.damage().count()).isEqualTo(1);
        assertThat(Files.size(log)).isEqualTo(noise.length + 5L + bytes(SUBMITTED).length);
    }

    @Test
    void anEventThatWasNotWrittenWholeIsTakenBack() throws IOException {
        byte[] batch = bytes(RUNNING, DONE);
        int[] room = {0};
        EventLogWriter.Output output = (channel, bytes) -> {
            if (bytes.remaining() > room[0]) {
                ChannelIo.writeFully(channel, ByteBuffer.wrap(bytes.array(), 0, room[0]));
                throw new IOException("No space left on device");
            }
            ChannelIo.writeFully(channel, bytes);
        };
        for (int written = 0; written < batch.length; written++) {
            Files.deleteIfExists(log);
            try (EventLogWriter writer = EventLogWriter.open(log, output)) {
                room[0] = Integer.MAX_VALUE;
                writer.append(List.of(SUBMITTED));
                room[0] = written;
                List<JobEvent> whole = written < bytes(RUNNING).length ? List.of() : List.of(RUNNING);
                assertThatThrownBy(() -> writer.append(List.of(RUNNING, DONE)))
                        .isInstanceOfSatisfying(PartialAppendException.class, e -> assertThat(e.written())
                                .isEqualTo(whole))
                        .hasMessage("cannot write to the event log " + log + ": No space left on device");
                assertThat(Files.size(log))
                        .isEqualTo(bytes(SUBMITTED).length + (whole.isEmpty() ? 0L : bytes(RUNNING).length));

                room[0] = Integer.MAX_VALUE;
                writer.append(whole.isEmpty() ? List.of(RUNNING, DONE) : List.of(DONE));
                assertThat(Files.readAllBytes(log)).isEqualTo(bytes(SUBMITTED, RUNNING, DONE));
            }
        }
    }

    @Test
    void aFailedWriteDoesNotUseUpATime() throws IOException {
        boolean[] full = {true};
        EventLogWriter.Output output = (channel, bytes) -> {
            if (full[0]) {
                throw new IOException("full");
            }
            ChannelIo.writeFully(channel, bytes);
        };
        try (EventLogWriter writer = EventLogWriter.open(log, output)) {
            assertThatThrownBy(() -> writer.append(List.of(SUBMITTED))).isInstanceOf(IOException.class);
            full[0] = false;
            assertThat(writer.append(List.of(SUBMITTED))).containsExactly(SUBMITTED);
        }
    }

    @Test
    void whatAFailedWriteLeftIsOverwritten() throws IOException {
        boolean[] fails = {true};
        EventLogWriter.Output output = (channel, bytes) -> {
            if (fails[0]) {
                // the channel is gone, so that not even the taking back works
                ChannelIo.writeFully(channel, "torn".getBytes(UTF_8));
                channel.close();
                throw new IOException("gone");
            }
            ChannelIo.writeFully(channel, bytes);
        };
        EventLogWriter writer = EventLogWriter.open(log, output);
        assertThatThrownBy(() -> writer.append(List.of(SUBMITTED)))
                .isInstanceOf(PartialAppendException.class)
                .satisfies(e -> assertThat(e.getCause().getSuppressed()).hasSize(1));
        assertThat(log).hasContent("torn");

        fails[0] = false;
        try (EventLogWriter next = EventLogWriter.open(log, output)) {
            Files.write(log, "left behind".getBytes(UTF_8), StandardOpenOption.APPEND);
            next.append(List.of(SUBMITTED.at(Instant.now().plusSeconds(100))));
        }
        assertThat(Files.readString(log))
                .startsWith("008 (000.-01.-01) ")
                .doesNotContain("left behind")
                .endsWith("...\n");
        assertThat(follower().poll()).isTrue();
    }

    @Test
    void aLogThatCannotBeOpenedIsReported() throws IOException {
        Files.createDirectory(log);

        assertThatThrownBy(() -> EventLogWriter.open(log)).isInstanceOf(IOException.class);
    }

    @Test
    void anOrdinaryLifeIsSmall() {
        assertThat(bytes(SUBMITTED, RUNNING, DONE).length).isLessThan(600);
    }

    private void write(JobEvent... events) throws IOException {
        try (EventLogWriter writer = EventLogWriter.open(log)) {
            writer.append(List.of(events));
        }
    }

    private LogFollower follower() {
        return new LogFollower(log, new EventParser(), new MapState(1, JobMapping.PROC_IS_COMPONENT));
    }

    private static byte[] bytes(JobEvent... events) {
        return Lives.join(Arrays.stream(events).map(EventFormat::format).toList());
    }
}
