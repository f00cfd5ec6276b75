package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Htmap;
import io.htmap.runtime.internal.io.CheckedText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody else sees anything, whatever the umask. */
@Tag("process")
class PermissionsTest {
    @TempDir
    Path folder;

    /** A strict one would keep the owner out too; of what the function itself writes, all but root. */
    static List<String> umasks() throws IOException {
        boolean root = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        return List.of("000", root ? "777" : "177");
    }

    @ParameterizedTest
    @MethodSource("umasks")
    void foldersAreTheOwnersAloneAndFilesToo(String umask) throws Exception {
        assertOwnersAlone(umask);
    }

    @Test
    @Tag("full")
    void soTheyAreWithAUsualUmask() throws Exception {
        assertOwnersAlone("077");
    }

    private void assertOwnersAlone(String umask) throws Exception {
        Path home = folder.resolve("home");
        Path gate = folder.resolve("gate");
        ChildJvm child = new ChildJvm(Files.createDirectory(folder.resolve("code")));
        try {
            child.run(
                    List.of("/bin/sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"),
                    Map.of(),
                    OpenHome.class,
                    home.toString(),
                    gate.toString());

            List<String> whileRunning = tooOpen(home);

            assertThat(home.resolve("execute")).isNotEmptyDirectory();
            assertThat(whileRunning).isEmpty();
            Path socket =
                    Path.of(CheckedText.read(home.resolve("scheduler.info")).require("socket"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                    .isEqualTo("rwx------");
            Files.createFile(gate);
            try (Htmap htmap = Htmap.open(home)) {
                assertThat(htmap.<Integer, Integer>load("gated").get(0)).isEqualTo(30);
            }
            assertThat(tooOpen(home)).isEmpty();
        } finally {
            Schedulers.stop(home);
        }
        assertThat(tooOpen(home)).isEmpty();
    }

    /** All but what the function itself has made in its working directory, which is as it wants it. */
    private static List<String> tooOpen(Path home) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path there, BasicFileAttributes attributes) throws IOException {
                return look(there, "rwx------");
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return look(file, "rw-------");
            }

            private FileVisitResult look(Path path, String wanted) throws IOException {
                try {
                    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                    if (!permissions.equals(wanted) && !path.getParent().endsWith("work")) {
                        found.add(permissions + " " + home.relativize(path));
                    }
                } catch (NoSuchFileException gone) {
                    // the scheduler has just cleared it away
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException failure) throws IOException {
                if (!(failure instanceof NoSuchFileException)) {
                    throw failure;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path there, IOException failure) throws IOException {
                return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(there, failure);
            }
        });
        return found;
    }
}
