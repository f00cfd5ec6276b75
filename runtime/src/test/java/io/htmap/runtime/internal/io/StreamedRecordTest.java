package io.htmap.runtime.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamedRecordTest {
    @TempDir
    Path temporary;

    @Test
    void isTheSameAsOneWrittenAtOnce() throws IOException {
        byte[] payload = new byte[100_000];
        new Random(1).nextBytes(payload);
        Path atOnce = temporary.resolve("at-once");
        Path streamed = temporary.resolve("streamed");
        try (RecordWriter writer = RecordWriter.create(atOnce)) {
            writer.append(RecordKind.VALUE, 1, 2, payload);
            writer.append(RecordKind.ACCOUNT, 1, 2, new byte[] {1});
        }
        try (RecordWriter writer = RecordWriter.create(streamed)) {
            RecordHeader header = writer.append(RecordKind.VALUE, 1, 2, out -> {
                out.write(payload[0]);
                out.write(payload, 1, 40_000);
                out.flush();
                out.write(payload, 40_001, payload.length - 40_001);
            });
            assertThat(header.length()).isEqualTo(payload.length);
            writer.append(RecordKind.ACCOUNT, 1, 2, new byte[] {1});
        }
        assertThat(streamed).hasSameBinaryContentAs(atOnce);
    }

    @Test
    void isCutBackWhenItFails() throws IOException {
        Path file = temporary.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file)) {
            writer.append(RecordKind.VALUE, 1, 2, new byte[10]);
            long size = writer.size();
            assertThatIOException()
                    .isThrownBy(() -> writer.append(RecordKind.VALUE, 2, 2, out -> {
                        out.write(new byte[50_000]);
                        throw new IOException("no more");
                    }))
                    .withMessage("no more");
            assertThat(file).hasSize(size);
            assertThat(writer.size()).isEqualTo(size);
        }
    }

    @Test
    void isNotSeenBeforeItIsWhole() throws IOException {
        Path file = temporary.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file)) {
            writer.append(RecordKind.VALUE, 1, 2, out -> {
                out.write(new byte[50_000]);
                assertThat(stepped(file)).isEmpty();
            });
        }
        assertThat(stepped(file)).containsExactly(1);
    }

    @Test
    void isFoundBySteppingFromRecordToRecord() throws IOException {
        Path file = temporary.resolve("records");
        try (RecordWriter writer = RecordWriter.create(file)) {
            for (int i = 0; i < 5; i++) {
                writer.append(RecordKind.INPUT, i, 0, new byte[i * 7]);
            }
        }
        assertThat(stepped(file)).containsExactly(0, 1, 2, 3, 4);
    }

    private static List<Integer> stepped(Path file) throws IOException {
        List<Integer> components = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, "records");
            for (RecordHeader at = reader.next(RecordReader.START); at != null; at = reader.next(at.end())) {
                components.add(at.component());
                assertThat(reader.payload(at)).hasSize((int) at.length());
            }
        }
        return components;
    }
}
