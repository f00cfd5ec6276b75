package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.internal.io.CheckedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Home folders that cannot be used are refused with one clear line; odd ones that can be used, work. */
@Tag("process")
class HomeFolderTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<Path> used = new ArrayList<>();

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stopSchedulers() throws IOException {
        for (Path home : used) {
            Schedulers.stop(home);
        }
    }

    @Test
    void aFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");

        assertThat(Refusals.lineOf(() -> Htmap.open(file)))
                .contains("home folder " + file + " is not a folder", "HTMAP_DIR");
        assertThat(Refusals.lineOf(() -> Htmap.open(file.resolve("below")))).contains(file.toString());
        assertThat(file).hasContent("precious");
    }

    @Test
    void aLinkToNothing() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));

        assertThat(Refusals.lineOf(() -> Htmap.open(link)))
                .contains("home folder " + link + " is a link to", "which is not there");
    }

    @Test
    void noPath() {
        assertThat(Refusals.lineOf(() -> Htmap.open(null))).contains("the home folder is null");
    }

    @Test
    void aLinkToAFolderWorks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

        assertWorks(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with spaces and 'quotes' \"$HOME\" ; `id`", "größe-名前", "-dash", "a:b", "%41"})
    void oddNamesWork(String name) throws Exception {
        assertWorks(folder.resolve(name));
    }

    @Test
    void aVeryLongPathWorks() throws Exception {
        Path home = folder;
        for (int i = 0; i < 10; i++) {
            home = home.resolve("x".repeat(120));
        }

        assertWorks(home);
    }

    @Test
    void aNewerFormat() throws IOException {
        Path home = folder.resolve("home");
        Htmap.open(home).close();
        Files.write(home.resolve("format"), new CheckedText(Map.of("format", "2")).toBytes());

        assertThat(Refusals.lineOf(() -> Htmap.open(home)))
                .contains("home folder " + home + " has format 2", "up to format 1", "use a newer one");
    }

    @Test
    void aMapOfANewerFormat() throws Exception {
        Path home = folder.resolve("home");
        used.add(home);
        try (Htmap htmap = Htmap.open(home)) {
            ComponentMap<Integer, Integer> map = htmap.map("tens", Work::tenfold, List.of(1), Small.OPTIONS);
            map.await(LONG);
            Path manifest = map.directory().resolve("manifest");
            Map<String, String> newer = new TreeMap<>(CheckedText.read(manifest).values());
            newer.put("format", "2");
            newer.put("made.by", "9.0.0");
            newer.put("components", "what only a newer one can read");
            Files.write(manifest, new CheckedText(newer).toBytes());

            assertThat(Refusals.lineOf(() -> htmap.load("tens")))
                    .contains(
                            map.directory().toString(),
                            "format 2",
                            "made by HTMap 9.0.0",
                            "use that version or a newer");
            htmap.forceRemove("tens");
            assertThat(htmap.tags()).isEmpty();
        }
    }

    @Test
    void somebodyElses() throws Exception {
        Somebody.requireRoot();
        Path home = Files.createDirectory(folder.resolve("theirs"));
        Files.writeString(home.resolve("format"), "must not be read");
        Files.setAttribute(home, "unix:uid", Somebody.UID);

        assertThat(Refusals.lineOf(() -> Htmap.open(home)))
                .contains("home folder " + home + " belongs to somebody else", "HTMAP_DIR");
        assertThat(home.toFile().list()).containsExactly("format");
    }

    @Test
    void notToBeWritten() throws Exception {
        Somebody.requireRoot();
        ChildJvm child = new ChildJvm(openTo(folder.resolve("code"), "rwxr-xr-x"));
        Path home = openTo(folder.resolve("theirs"), "r-x------");
        Files.setAttribute(home, "unix:uid", Somebody.UID);

        assertThat(child.run(Somebody.PREFIX, Map.of(), OpenHome.class, home.toString()))
                .startsWith("refused: cannot use the home folder " + home)
                .contains("permission denied", "HTMAP_DIR")
                .doesNotContain("\n");
        assertThat(child.run(
                        Somebody.PREFIX,
                        Map.of(),
                        OpenHome.class,
                        folder.resolve("a/b").toString()))
                .startsWith("refused: cannot use the home folder " + folder.resolve("a/b"))
                .contains("permission denied")
                .doesNotContain("\n");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        used.add(home);
        assertThat(child.run(Somebody.PREFIX, Map.of("HTMAP_DIR", home.toString()), OpenHome.class))
                .isEqualTo(home + " 10 20");
    }

    @Test
    void onAReadOnlyFileSystem() throws Exception {
        Somebody.requireRoot();
        Path disk = folder.resolve("disk");
        try (SmallDisk small = SmallDisk.mount(disk, "size=8m,mode=0700")) {
            Htmap.open(small.home()).close();
            SmallDisk.remount(disk, "ro");

            assertThat(Refusals.lineOf(() -> Htmap.open(small.home())))
                    .contains("cannot use the home folder " + small.home());
            assertThat(Refusals.lineOf(() -> Htmap.open(disk.resolve("new"))))
                    .contains("cannot use the home folder " + disk.resolve("new"), "Read-only file system");
            SmallDisk.remount(disk, "rw");
        }
    }

    private void assertWorks(Path home) throws Exception {
        used.add(home);
        try (Htmap htmap = Htmap.open(home)) {
            ComponentMap<Integer, Integer> map = htmap.map("tens", Work::tenfold, List.of(1, 2), Small.OPTIONS);
            map.await(LONG);
            assertThat(map).containsExactly(10, 20);
            assertThat(map.stdout(1)).isEqualTo("out 2\n");
        }
        try (Htmap again = Htmap.open(home)) {
            assertThat(again.load("tens")).containsExactly(10, 20);
        }
    }

    private static Path openTo(Path folder, String permissions) throws IOException {
        Files.createDirectory(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
}
