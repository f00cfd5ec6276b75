package io.htmap.internal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Users;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketPathTest {
    private static final int SOMEBODY = 65_534;

    @TempDir
    Path folder;

    private Path runtime;
    private Path otherwise;

    @BeforeEach
    void makeRuntimeFolder() throws Exception {
        runtime = Files.createDirectory(folder.resolve("run"));
        otherwise = Path.of("/tmp", "htmap-" + Users.me());
    }

    @Test
    void isInTheRuntimeFolderWhereOnlyItsOwnerCanGo() throws Exception {
        Files.createDirectory(
                runtime.resolve("htmap"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxr-x")));

        Path socket = socket("home", runtime.toString());

        assertThat(socket.getParent()).isEqualTo(runtime.resolve("htmap"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        assertThat(socket)
                .isEqualTo(socket("home", runtime.toString()))
                .isNotEqualTo(socket("other", runtime.toString()));
    }

    @Test
    void isElsewhereIfThereIsNoRuntimeFolderThatCanBeUsed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path tooLong = Files.createDirectories(folder.resolve("x".repeat(100)));

        assertThat(SocketPath.of(home("home"), Map.of()).getParent()).isEqualTo(otherwise);
        assertThat(socket("home", " ").getParent()).isEqualTo(otherwise);
        assertThat(socket("home", folder.resolve("none").toString()).getParent())
                .isEqualTo(otherwise);
        assertThat(socket("home", file.toString()).getParent()).isEqualTo(otherwise);
        assertThat(socket("home", tooLong.toString()).getParent()).isEqualTo(otherwise);
        assertThat(tooLong).isEmptyDirectory();
    }

    @Test
    void isElsewhereIfTheRuntimeFolderCannotBeWrittenTo() throws Exception {
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("r-x------"));
        assumeTrue(!Files.isWritable(runtime), "root can write everywhere");

        assertThat(socket("home", runtime.toString()).getParent()).isEqualTo(otherwise);
    }

    /** The scheduler and its clients work in different folders. */
    @Test
    void isElsewhereIfTheRuntimeFolderIsRelative() {
        assertThat(socket("home", "target").getParent()).isEqualTo(otherwise);
    }

    @Test
    void isNotInAFolderOfSomebodyElse() throws Exception {
        assumeTrue(Users.me() == 0, "only root can give folders away");
        Path theirs = Files.createDirectory(runtime.resolve("htmap"));
        Files.setAttribute(theirs, "unix:uid", SOMEBODY);

        assertRefused(theirs);
    }

    @Test
    void isNotBehindALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));

        assertRefused(Files.createSymbolicLink(runtime.resolve("htmap"), real));

        assertThat(real).isEmptyDirectory();
    }

    @Test
    void isNotInTheFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(runtime.resolve("htmap"));

        assertThatThrownBy(() -> socket("home", runtime.toString()))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("cannot make the folder of the scheduler's socket, " + file);
    }

    private void assertRefused(Path where) {
        assertThatThrownBy(() -> socket("home", runtime.toString()))
                .isInstanceOf(SchedulerException.class)
                .hasMessage("the folder of the scheduler's socket, " + where
                        + ", belongs to somebody else; set XDG_RUNTIME_DIR to a folder of yours");
    }

    private Path socket(String home, String runtimeFolder) {
        return SocketPath.of(home(home), Map.of("XDG_RUNTIME_DIR", runtimeFolder));
    }

    private Home home(String name) {
        return new Home(folder.resolve(name));
    }
}
