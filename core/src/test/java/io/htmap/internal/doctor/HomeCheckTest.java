package io.htmap.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Htmap;
import io.htmap.internal.store.Home;
import io.htmap.spi.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeCheckTest {
    @TempDir
    private Path folder;

    @Test
    void aHomeFolderThatCanBeMadeIsTriedOutButNotMade() throws IOException {
        List<Finding> findings = new HomeCheck(new Home(folder.resolve("a").resolve("b"))).findings();

        assertThat(findings).extracting(Finding::level).doesNotContain(Finding.Level.PROBLEM);
        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactly("home folder", "space", "file system", "writing", "locks", "hard links");
        assertThat(findings.get(0).text()).endsWith("b (made at first use)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aHomeFolderThatIsThereStaysAsItIs() throws IOException {
        Path home = folder.resolve("home");
        Htmap.open(home).close();
        List<Path> before = contents(home);

        assertThat(new HomeCheck(new Home(home)).findings())
                .extracting(Finding::level)
                .doesNotContain(Finding.Level.PROBLEM);
        assertThat(contents(home)).isEqualTo(before);
    }

    private static List<Path> contents(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aFileInItsPlaceIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(new HomeCheck(new Home(file)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("is not a folder", "HTMAP_DIR"));
        assertThat(new HomeCheck(new Home(file.resolve("home"))).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("is not a folder", "HTMAP_DIR"));
    }

    @Test
    void aFolderOfANewerFormatIsAProblem() throws IOException {
        Path home = folder.resolve("home");
        Htmap.open(home).close();
        Files.write(
                home.resolve("format"),
                new io.htmap.runtime.internal.io.CheckedText(java.util.Map.of("format", "99")).toBytes());

        assertThat(new HomeCheck(new Home(home)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("has format 99"));
    }
}
