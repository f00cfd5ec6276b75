package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Htmap;
import io.htmap.runtime.internal.io.CheckedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        try (Stream<Path> paths = Files.walk(home)) {
            return paths.filter(path -> !path.getParent().endsWith("work"))
                    .filter(path -> !permissions(path).equals(Files.isDirectory(path) ? "rwx------" : "rw-------"))
                    .map(path -> permissions(path) + " " + home.relativize(path))
                    .toList();
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (java.nio.file.NoSuchFileException gone) {
            return Files.isDirectory(path) ? "rwx------" : "rw-------";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
