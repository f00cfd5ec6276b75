package io.htmap.runtime.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    @TempDir
    Path folder;

    @Test
    void recordsComeBackInOrder() throws Exception {
        Path file = folder.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file)) {
            RecordHeader first = writer.append(RecordKind.VALUE, 5, 2, bytes("five"));
            RecordHeader second = writer.append(RecordKind.STDOUT, 6, 1, new byte[0]);
            writer.force();
            assertThat(first).isEqualTo(new RecordHeader(2, 5, 2, 4, 8));
            assertThat(second.offset()).isEqualTo(first.end()).isEqualTo(8 + 28 + 4 + 4);
            assertThat(writer.size()).isEqualTo(second.end());
        }

        assertThat(read(file)).containsExactly("2 5 2 five", "4 6 1 ");
        assertThat(Files.size(file)).isEqualTo(8 + 32 + 4 + 32);
    }

    @Test
    void aRecordIsTakenOverPieceByPieceOnlyIfItIsWhatWasWritten() throws Exception {
        byte[] long1 = new byte[3 << 20];
        Arrays.fill(long1, (byte) 'x');
        Path from = folder.resolve("from");
        Path to = folder.resolve("to");
        RecordHeader record;
        try (RecordWriter writer = RecordWriter.create(from)) {
            record = writer.append(RecordKind.VALUE, 5, 1, long1);
        }
        try (RecordWriter writer = RecordWriter.create(to);
                FileChannel source = FileChannel.open(from, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            RecordReader reader = new RecordReader(source, "it");
            RecordHeader taken = writer.append(RecordKind.VALUE, 5, 2, reader, record);
            ChannelIo.writeFully(source, bytes("y"), record.payloadOffset() + (2 << 20));

            assertThatThrownBy(() -> writer.append(RecordKind.VALUE, 5, 3, reader, record))
                    .isInstanceOf(DamagedRecordException.class)
                    .hasMessageContaining("it is damaged: the record of component 5 at byte 8");

            assertThat(taken).isEqualTo(new RecordHeader(2, 5, 2, long1.length, 8));
            assertThat(Files.size(to)).isEqualTo(taken.end());
        }
        assertThat(read(to)).containsExactly("2 5 2 " + new String(long1, StandardCharsets.US_ASCII));
    }

    @Test
    void aStreamHasThePartThatItWasMadeFor() throws Exception {
        byte[] some = new byte[300_000];
        new java.util.Random(1).nextBytes(some);
        Path file = Files.write(folder.resolve("some"), some);

        try (InputStream all = ChannelIo.stream(FileChannel.open(file), 1000, 200_000)) {
            assertThat(all.read()).isEqualTo(some[1000] & 0xff);
            assertThat(all.skip(999)).isEqualTo(999);
            assertThat(all.readAllBytes()).isEqualTo(Arrays.copyOfRange(some, 2000, 201_000));
            assertThat(all.read()).isEqualTo(-1);
        }
        try (InputStream cut = new BoundedStream(Files.newInputStream(file), some.length + 1)) {
            assertThat(cut.read()).isEqualTo(some[0] & 0xff);
            assertThat(cut.readAllBytes()).hasSize(some.length - 1);
            assertThat(cut.read()).isEqualTo(-1);
        }
    }

    @Test
    void aScanGoesOnWhereAnotherStopped() throws Exception {
        Path file = folder.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file);
                FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, "it");
            writer.append(RecordKind.VALUE, 0, 1, bytes("a"));
            List<Integer> seen = new ArrayList<>();
            long next = reader.scan(RecordReader.START, header -> seen.add(header.component()));
            writer.append(RecordKind.VALUE, 1, 1, bytes("b"));
            next = reader.scan(next, header -> seen.add(header.component()));

            assertThat(seen).containsExactly(0, 1);
            assertThat(reader.scan(next, header -> seen.add(-1))).isEqualTo(next);
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void atEveryCutOnlyWholeRecordsAreSeenAndWritingGoesOnBehindThem() throws Exception {
        Path file = folder.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file)) {
            writer.append(RecordKind.VALUE, 0, 1, bytes("first"));
            writer.append(RecordKind.VALUE, 1, 1, bytes("second"));
        }
        byte[] whole = Files.readAllBytes(file);
        long endOfFirst = 8 + 32 + 5;
        for (int length = 8; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<String> expected = length >= endOfFirst ? List.of("2 0 1 first") : List.of();
            assertThat(read(file)).as("cut at %d", length).isEqualTo(expected);

            try (RecordWriter writer = RecordWriter.append(file)) {
                writer.append(RecordKind.VALUE, 2, 1, bytes("third"));
            }

            List<String> after = new ArrayList<>(expected);
            after.add("2 2 1 third");
            assertThat(read(file)).as("cut at %d", length).isEqualTo(after);
        }
    }

    @Test
    void everyChangedByteIsFoundOrHidesTheRecord() throws Exception {
        Path file = folder.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file)) {
            writer.append(RecordKind.VALUE, 0, 1, bytes("payload"));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x10;
            Files.write(file, changed);
            try {
                assertThat(read(file)).as("byte %d", i).isEmpty();
            } catch (DamagedRecordException damaged) {
                assertThat(damaged).hasMessageContaining(file.toString());
            }
        }
    }

    @Test
    void aPartOfAnotherFileBecomesARecord() throws Exception {
        Path source = folder.resolve("source");
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31);
        }
        Files.write(source, content);
        Path file = folder.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file);
                FileChannel from = FileChannel.open(source)) {
            writer.append(RecordKind.STDERR, 3, 4, from, 100, 150_000);
        }

        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, "it");
            reader.scan(RecordReader.START, header -> assertThat(reader.payload(header))
                    .isEqualTo(Arrays.copyOfRange(content, 100, 150_100)));
        }
    }

    @Test
    void anAppendThatFailsIsTakenBack() throws Exception {
        Path source = Files.write(folder.resolve("source"), new byte[10]);
        Path file = folder.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file);
                FileChannel from = FileChannel.open(source)) {
            writer.append(RecordKind.VALUE, 0, 1, bytes("kept"));
            long size = writer.size();

            assertThatThrownBy(() -> writer.append(RecordKind.STDOUT, 0, 1, from, 0, 11))
                    .isInstanceOf(EOFException.class);

            assertThat(writer.size()).isEqualTo(size);
            assertThat(Files.size(file)).isEqualTo(size);
            writer.append(RecordKind.VALUE, 1, 1, bytes("next"));
        }
        assertThat(read(file)).containsExactly("2 0 1 kept", "2 1 1 next");
    }

    @Test
    void whatIsNoRecordFileIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("records"), "something else");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DamagedRecordException.class)
                .hasMessage(file + " is damaged: it does not start as a record file");
        assertThatThrownBy(() -> RecordWriter.append(file)).isInstanceOf(DamagedRecordException.class);
        Files.writeString(file, "HTMAP");
        assertThatThrownBy(() -> read(file)).isInstanceOf(DamagedRecordException.class);
    }

    @Test
    void aRecordFileCanBeStartedInAChannelOfTheCallers() throws Exception {
        Path file = folder.resolve("records");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (RecordWriter writer = RecordWriter.startIn(channel)) {
                writer.append(RecordKind.VALUE, 0, 1, bytes("x"));
            }
            assertThat(channel.isOpen()).isTrue();
        }
        assertThat(read(file)).containsExactly("2 0 1 x");
    }

    @Test
    void readingBehindTheEndFails() throws Exception {
        Path file = Files.write(folder.resolve("short"), new byte[5]);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(ChannelIo.readFully(channel, 1, 4)).hasSize(4);
            assertThatThrownBy(() -> ChannelIo.readFully(channel, 1, 5))
                    .isInstanceOf(EOFException.class)
                    .hasMessage("the file ends at byte 5, 1 bytes early");
        }
    }

    private static List<String> read(Path file) throws IOException {
        List<String> records = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, file.toString());
            reader.scan(
                    RecordReader.START,
                    header -> records.add(header.kind() + " " + header.component() + " " + header.attempt() + " "
                            + new String(reader.payload(header), StandardCharsets.UTF_8)));
        }
        return records;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
