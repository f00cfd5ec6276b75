package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSelectionTest {
    @TempDir
    Path temporary;

    private Path work;

    @BeforeEach
    void fill() throws IOException {
        work = Files.createDirectory(temporary.toRealPath().resolve("work"));
        Files.createDirectories(work.resolve("a/deep"));
        Files.writeString(work.resolve("a/file"), "1");
        Files.writeString(work.resolve("a/deep/file"), "22");
        Files.writeString(work.resolve("file"), "333");
        Files.writeString(temporary.resolve("secret"), "x");
    }

    @Test
    void takesWholeFoldersFolderFirst() throws IOException {
        assertThat(names("a")).containsExactly("a", "a/deep", "a/deep/file", "a/file");
    }

    @Test
    void takesNothingTwice() throws IOException {
        assertThat(names("a/file", "a", "file", "./file", "a/../file"))
                .containsExactly("a/file", "a", "a/deep", "a/deep/file", "file");
    }

    @Test
    void takesTheWorkingDirectoryWithoutItself() throws IOException {
        assertThat(names(".")).containsExactly("a", "a/deep", "a/deep/file", "a/file", "file");
        assertThat(names(work.toString())).hasSize(5);
    }

    @Test
    void knowsSizesAndKinds() throws IOException {
        List<SelectedFile> files = FileSelection.of(work, List.of(Path.of("a")));
        assertThat(files).extracting(SelectedFile::folder).containsExactly(true, true, false, false);
        assertThat(files).extracting(SelectedFile::size).containsExactly(0L, 0L, 2L, 1L);
    }

    @Test
    void takesAbsoluteNamesInside() throws IOException {
        assertThat(names(work.resolve("a/file").toString())).containsExactly("a/file");
    }

    @Test
    void takesAbsoluteNamesThatComeInsideThroughALink() throws IOException {
        Path alias = Files.createSymbolicLink(temporary.resolve("alias"), work);
        assertThat(names(alias.resolve("a/file").toString())).containsExactly("a/file");
    }

    @Test
    void keepsTheNameOfALinkAndTakesWhatItPointsTo() throws IOException {
        Files.createSymbolicLink(work.resolve("current"), Path.of("a"));
        assertThat(names("current")).containsExactly("current", "current/deep", "current/deep/file", "current/file");
        assertThat(names("current/file")).containsExactly("current/file");
        assertThat(FileSelection.of(work, List.of(Path.of("current/file")))
                        .get(0)
                        .source())
                .isEqualTo(work.resolve("a/file"));
    }

    @Test
    void resolvesDotsBehindALinkAsTheSystemDoes() throws IOException {
        Files.createSymbolicLink(work.resolve("down"), Path.of("a/deep"));
        assertThat(names("down/../file")).containsExactly("a/file");
    }

    @Test
    void takesTwoLinksToOneFolder() throws IOException {
        Files.createDirectory(work.resolve("b"));
        Files.createSymbolicLink(work.resolve("b/one"), Path.of("../a/deep"));
        Files.createSymbolicLink(work.resolve("b/two"), Path.of("../a/deep"));
        assertThat(names("b")).containsExactly("b", "b/one", "b/one/file", "b/two", "b/two/file");
    }

    @Test
    void refusesALinkIntoItsOwnFolder() throws IOException {
        Files.createSymbolicLink(work.resolve("a/loop"), Path.of(".."));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names("a"))
                .withMessageContaining("a/loop")
                .withMessageContaining("it is a symbolic link to a folder that it lies in");
    }

    @Test
    void refusesWhatLiesOutside() {
        for (String outside :
                List.of("../secret", "/etc/passwd", "..", "a/../../secret", "../not-there", "/not/there")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> names(outside))
                    .withMessageStartingWith("cannot save " + outside + ": ")
                    .withMessageContaining("lies outside the working directory " + work);
        }
    }

    @Test
    void refusesWhatWouldLieOutsideBeforeItIsThere() throws IOException {
        Files.createSymbolicLink(work.resolve("out"), temporary);
        for (String outside : List.of("../secret", "../not-there", "/not/there", "a/../../secret", "out/not-there")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FileSelection.requireInside(work, List.of(Path.of("a"), Path.of(outside))))
                    .withMessageStartingWith("cannot save " + outside + ": ")
                    .withMessageContaining("lies outside the working directory " + work);
        }
        FileSelection.requireInside(work, List.of(Path.of("not-there"), work.resolve("a/not/there"), Path.of("a")));
    }

    @Test
    void refusesALinkThatLeadsOutside() throws IOException {
        Files.createSymbolicLink(work.resolve("a/out"), temporary.resolve("secret"));
        assertThatIllegalArgumentException().isThrownBy(() -> names("a")).withMessageContaining("outside");
        assertThatIllegalArgumentException().isThrownBy(() -> names("a/out")).withMessageContaining("outside");
    }

    @Test
    void refusesANeighbourWhoseNameStartsTheSame() throws IOException {
        Files.createDirectory(temporary.resolve("work2"));
        assertThatIllegalArgumentException().isThrownBy(() -> names("../work2")).withMessageContaining("outside");
    }

    @Test
    void refusesFifos() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", work.resolve("a/fifo").toString())
                        .start()
                        .waitFor())
                .isZero();
        for (String name : List.of("a", "a/fifo")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> names(name))
                    .withMessage("cannot save " + work.resolve("a/fifo") + ": it is neither a file nor a folder");
        }
    }

    @Test
    void saysWhatIsMissing() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> names("file", "nowhere"))
                .withMessageStartingWith("nowhere: cannot save it: there is no such file in the working directory")
                .withMessageContaining("the previous generation is kept");
    }

    @Test
    void saysWhichLinkDangles() throws IOException {
        Files.createSymbolicLink(work.resolve("a/dangling"), Path.of("nothing"));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> names("a"))
                .withMessageContaining("a/dangling: cannot save it: it is a symbolic link to nothing");
    }

    private List<String> names(String... named) throws IOException {
        return FileSelection.of(work, Arrays.stream(named).map(Path::of).toList()).stream()
                .map(file -> file.path().toString())
                .toList();
    }
}
