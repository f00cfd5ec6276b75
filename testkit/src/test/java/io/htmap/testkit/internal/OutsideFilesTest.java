package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFilesTest {
    @TempDir
    private Path folder;

    private OutsideFiles outside;

    @BeforeEach
    void watchNothing() throws Exception {
        outside = new OutsideFiles(List.of());
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
    void aFolderIsLeftAsItWas() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        Files.writeString(watched.resolve("kept"), "before");
        OutsideFiles both = new OutsideFiles(List.of(watched));

        Files.writeString(watched.resolve("kept"), "after");
        Files.writeString(watched.resolve("new"), "new");
        both.leave();

        assertThat(watched.resolve("kept")).hasContent("before");
        assertThat(watched.resolve("new")).doesNotExist();
    }
}
