package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import io.htmap.runtime.internal.io.CheckedText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomesTest {
    @TempDir
    Path folder;

    @Test
    void theDefaultIsNamedByTheEnvironmentOrLiesInTheUsersHome() {
        assertThat(Homes.defaultPath(Map.of("HTMAP_DIR", "/data/maps"))).isEqualTo(Path.of("/data/maps"));
        Path ofUser = Path.of(System.getProperty("user.home"), ".htmap");
        assertThat(Homes.defaultPath(Map.of())).isEqualTo(ofUser);
        assertThat(Homes.defaultPath(Map.of("HOME", "/home/me"))).isEqualTo(Path.of("/home/me/.htmap"));
        assertThat(Homes.defaultPath(Map.of("HOME", "/home/me", "HTMAP_DIR", "/data")))
                .isEqualTo(Path.of("/data"));
        assertThat(Homes.defaultPath(Map.of("HOME", ""))).isEqualTo(ofUser);
        assertThat(Homes.defaultPath(Map.of("HTMAP_DIR", " "))).isEqualTo(ofUser);
    }

    @Test
    void aNewHomeIsForItsOwnerOnly() throws Exception {
        Home home = Homes.open(folder.resolve("a").resolve("home"));

        for (Path made : List.of(
                home.path(), home.maps(), home.tags(), home.jars(), home.preparing(), home.queue(), home.execute())) {
            assertThat(Files.getPosixFilePermissions(made)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(CheckedText.read(home.path().resolve("format")).get("format"))
                .isEqualTo("1");
        assertThat(Homes.open(home.path())).isEqualTo(home);
    }

    @Test
    void aNewerHomeIsRefused() throws Exception {
        Home home = Homes.open(folder.resolve("home"));
        Files.write(home.path().resolve("format"), new CheckedText(Map.of("format", "2")).toBytes());

        assertThatThrownBy(() -> Homes.open(home.path()))
                .isInstanceOf(HtmapException.class)
                .hasMessage("the home folder " + home.path()
                        + " has format 2; this version of HTMap reads up to format 1:" + " use a newer one");
    }

    @Test
    void aFileIsNoHome() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Homes.open(file))
                .hasMessage("the home folder " + file + " is not a folder; choose another with HTMAP_DIR");
    }

    @Test
    void theSameHomeThroughALinkIsTheSame() throws Exception {
        Home home = Homes.open(folder.resolve("home"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), home.path());

        assertThat(Homes.open(link).path()).isEqualTo(home.path().toRealPath());
    }
}
