package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A working directory that its owner has locked goes all the same; one that cannot go harms no map. */
@Tag("process")
class LockedFoldersTest {
    @TempDir
    Path folder;

    @Test
    void areDeletedAndWhatCannotBeIsLeft() throws Exception {
        Somebody.requireRoot();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path code = Files.createDirectory(folder.resolve("code"));
        Files.setPosixFilePermissions(code, PosixFilePermissions.fromString("rwxr-xr-x"));
        ChildJvm child = new ChildJvm(code);
        Path home = Somebody.owns(Files.createDirectory(folder.resolve("home")));
        try {
            String id = child.run(Somebody.PREFIX, Map.of(), LockedFolders.class, home.toString());
            Path scratch = home.resolve("execute").resolve(id);
            Waits.until("all of it is deleted", () -> Files.notExists(scratch));
            Somebody.owns(Files.createDirectory(scratch));
            Path theirs = Files.createDirectories(scratch.resolve("0.1/theirs"));
            Files.createFile(theirs.resolve("file"));
            Somebody.owns(scratch.resolve("0.1"));

            assertThat(child.run(Somebody.PREFIX, Map.of(), LockedFolders.class, home.toString(), "again"))
                    .isEqualTo("held 0");

            assertThat(theirs.resolve("file")).exists();
            assertThat(home.resolve("scheduler.log"))
                    .content()
                    .containsOnlyOnce("cannot delete ")
                    .contains("cannot delete " + scratch.resolve("0.1") + ": ");
        } finally {
            Schedulers.stop(home);
        }
    }
}
