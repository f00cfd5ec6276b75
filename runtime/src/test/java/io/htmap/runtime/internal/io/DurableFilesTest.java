package io.htmap.runtime.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path folder;

    @Test
    void replaceMakesAndReplacesForTheOwnerOnly() throws Exception {
        Path file = folder.resolve("file");
        DurableFiles.replace(file, bytes("old"));
        DurableFiles.replace(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(names()).containsExactly("file");
    }

    @Test
    void aContentThatFailsLeavesTheOldOneAndNothingElse() throws Exception {
        Path file = folder.resolve("file");
        DurableFiles.replace(file, bytes("old"));

        assertThatThrownBy(() -> DurableFiles.replace(file, channel -> {
                    ChannelIo.writeFully(channel, bytes("half"));
                    throw new IOException("no more");
                }))
                .hasMessage("no more");
        assertThatThrownBy(() -> DurableFiles.replace(file, channel -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void replaceOfAFolderFailsAndLeavesNothing() throws Exception {
        Path target = Files.createDirectory(folder.resolve("folder"));
        Files.createFile(target.resolve("inside"));

        assertThatThrownBy(() -> DurableFiles.replace(target, bytes("x"))).isInstanceOf(FileSystemException.class);

        assertThat(names()).containsExactly("folder");
    }

    @Test
    void createDoesNotReplace() throws Exception {
        Path file = folder.resolve("file");
        DurableFiles.create(file, bytes("first"));

        assertThatThrownBy(() -> DurableFiles.create(file, bytes("second")))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(file).hasContent("first");
        assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1);
        assertThat(names()).containsExactly("file");
    }

    @Test
    void foldersAreForTheOwnerOnlyAndMayBeThere() throws Exception {
        Path deep = folder.resolve("a/b");
        DurableFiles.createDirectories(deep);
        DurableFiles.createDirectories(deep);

        assertThat(Files.getPosixFilePermissions(deep)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(deep.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DurableFiles.createDirectories(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void renameMovesAcrossFolders() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        Files.createFile(from.resolve("x"));
        Path to = Files.createDirectory(folder.resolve("into")).resolve("to");

        DurableFiles.rename(from, to);

        assertThat(from).doesNotExist();
        assertThat(to.resolve("x")).exists();
    }

    @Test
    void deleteTellsWhetherThereWasSomething() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(DurableFiles.delete(file)).isTrue();
        assertThat(DurableFiles.delete(file)).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void deleteTreeFollowsNoLinks() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createFile(outside.resolve("keep"));
        Path tree = Files.createDirectories(folder.resolve("tree/a"));
        Files.createFile(tree.resolve("file"));
        Files.createSymbolicLink(tree.resolve("link"), outside);

        DurableFiles.deleteTree(folder.resolve("tree"));
        DurableFiles.deleteTree(folder.resolve("tree"));

        assertThat(folder.resolve("tree")).doesNotExist();
        assertThat(outside.resolve("keep")).exists();
    }

    @Test
    void forcingWhatIsNotThereFails() {
        assertThatThrownBy(() -> DurableFiles.forceDirectory(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> DurableFiles.replace(folder.resolve("none/file"), bytes("x")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void deletingAFolderThatIsNotEmptyFails() throws Exception {
        Files.createDirectories(folder.resolve("full/inside"));

        assertThatThrownBy(() -> DurableFiles.delete(folder.resolve("full")))
                .isInstanceOf(DirectoryNotEmptyException.class);
    }

    private java.util.List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
