package io.htmap.testkit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFilesTest {
    @TempDir
    private Path folder;

    private OutsideFiles outside;

    @BeforeEach
    void watchNothing() throws Exception {
        outside = new OutsideFiles(List.of(), Map.of());
    }

    @Test
    void aFileThatARunMakesAnewIsNotThereBeforeTheNextOneButInTheEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("result"), "whole");
        outside.add(file, 5);

        outside.putBack();
        assertThat(file).doesNotExist();
        Files.writeString(file, "torn");
        outside.leave();

        assertThat(file).hasContent("whole");
    }

    @Test
    void aFileThatARunOnlyAddsToIsPutBack() throws Exception {
        Path file = Files.writeString(folder.resolve("log"), "old lines and new ones");
        outside.add(file, 8);

        Files.writeString(file, "spoiled");
        outside.putBack();
        assertThat(file).hasContent("old lines and new ones");
        Files.writeString(file, "spoiled");
        outside.leave();

        assertThat(file).hasContent("old lines and new ones");
    }

    @Test
    void runsMayOverlapOnlyWhereNothingWasSeenToBeWritten() throws Exception {
        assertThat(outside.isEmpty()).isTrue();

        outside.noteWritten();
        outside.add(folder.resolve("renamed, so gone"), 5);

        assertThat(outside.isEmpty()).isFalse();
    }

    @Test
    void aFolderIsLeftAsItWas() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        Files.writeString(watched.resolve("kept"), "before");
        OutsideFiles both = new OutsideFiles(List.of(watched), Map.of());

        Files.writeString(watched.resolve("kept"), "after");
        Files.writeString(watched.resolve("new"), "new");
        both.leave();

        assertThat(watched.resolve("kept")).hasContent("before");
        assertThat(watched.resolve("new")).doesNotExist();
    }

    @Test
    void aFileThatTheInputNamesIsPutBackAsItWasEvenIfARunDeletesIt() throws Exception {
        Path list = Files.writeString(folder.resolve("list"), "one, two");
        OutsideFiles named = new OutsideFiles(List.of(), NamedFiles.in(serialized(List.of(7, list.toString()))));
        Files.delete(list);
        assertThat(named.changed()).containsExactly(list);
        named.add(list, 0);

        named.putBack();
        assertThat(list).hasContent("one, two");
        Files.writeString(list, "two");
        named.leave();

        assertThat(list).hasContent("one, two");
    }

    @Test
    void filesAreFoundInAnInputAsTextsAndAsFiles() throws Exception {
        Path one = Files.writeString(folder.resolve("one"), "1");
        Path two = Files.writeString(folder.resolve("two"), "22");
        Object[] input = {one.toString(), two.toFile(), folder.toString(), "/\0", new File("/not-there")};

        assertThat(NamedFiles.in(serialized(input)))
                .containsOnlyKeys(one, two)
                .containsEntry(two, "22".getBytes(UTF_8));
    }

    @Test
    void anOlderFileIsNotDeletedThoughARunWritesItAnew() throws Exception {
        Path old = Files.writeString(folder.resolve("old"), "before");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().plusSeconds(60)));
        assumeTrue(made(old).isBefore(Instant.now()), "it is not told when a file was made");
        while (made(old).plusMillis(200).isAfter(Instant.now())) {
            Thread.onSpinWait();
        }
        OutsideFiles later = new OutsideFiles(List.of(), Map.of());
        Files.writeString(old, "now");
        later.add(old, 100);

        later.putBack();

        assertThat(old).hasContent("now");
    }

    private static Instant made(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class)
                .creationTime()
                .toInstant();
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
