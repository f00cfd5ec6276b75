package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedWriterTest {
    private static final Generation FIRST = new Generation(1, 1);
    private static final CommitFacts FACTS = new CommitFacts(1, 2, 3, 4);

    @TempDir
    Path temporary;

    @Test
    void saysThatItIsTheSourceThatCannotBeRead() throws IOException {
        Path gone = temporary.resolve("gone");
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> pack(new SelectedFile(Path.of("x"), gone, false, 6, 5)))
                .withMessageStartingWith("cannot save " + gone + ": it cannot be read (")
                .withMessageEndingWith("the previous generation is kept");
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> pack(new SelectedFile(Path.of("x"), temporary, false, 6, 5)));
    }

    @Test
    void packsWhatTheFileIsNowNotWhatItWasWhenItWasSelected() throws IOException {
        Path grown = Files.writeString(temporary.resolve("grown"), "longer than one byte");
        Manifest manifest = pack(new SelectedFile(Path.of("x"), grown, false, 6, 1));
        assertThat(manifest.entries()).singleElement().satisfies(entry -> assertThat(entry.size())
                .isEqualTo(20));
    }

    @Test
    void placesEntriesOneBehindTheOther() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "12345");
        Manifest manifest = pack(
                new SelectedFile(Path.of("a"), file, false, 6, 5),
                new SelectedFile(Path.of("b"), temporary, true, 7, 0),
                new SelectedFile(Path.of("c"), file, false, 4, 5));
        assertThat(manifest.entries())
                .extracting(Entry::offset)
                .containsExactly(
                        (long) PackedFormat.HEADER_SIZE, PackedFormat.HEADER_SIZE + 5L, PackedFormat.HEADER_SIZE + 5L);
        assertThat(manifest.entries()).extracting(Entry::size).containsExactly(5L, 0L, 5L);
        assertThat(manifest.entries()).extracting(Entry::folder).containsExactly(false, true, false);
        assertThat(manifest.entries().get(0).crc32c())
                .isEqualTo(manifest.entries().get(2).crc32c())
                .isEqualTo(PackedFormat.crc("12345".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 5));
    }

    private Manifest pack(SelectedFile... files) throws IOException {
        Path packed = temporary.resolve("packed");
        try (FileChannel channel = DurableFiles.createPrivate(packed)) {
            return new PackedWriter(channel).write(3, FIRST, FACTS, List.of(files));
        } finally {
            Files.delete(packed);
        }
    }
}
