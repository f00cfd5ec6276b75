package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.powercut.child.ReplaceFiles;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The writer on which all others stand; and whether these tests notice a writer that forgets something. */
@Tag("process")
class DurableFilesPowerCutTest {
    private static final String NOTHING = "";

    @TempDir
    Path work;

    @Test
    void thereIsTheOldFileOrTheNewOne() throws Exception {
        Recorder recorder = record(ReplaceFiles.Writer.LIBRARY);

        assertThat(rules(recorder).violations()).isEmpty();
        int images = Replay.everything(recorder).show(DurableFilesPowerCutTest::read);
        System.out.println("power cuts: files: " + recorder.operations().size() + " operations, " + images + " images");
        assertThat(images).isGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIBRARY")
    void aWriterThatForgetsSomethingIsCaughtByTheReplay(ReplaceFiles.Writer writer) throws Exception {
        Replay replay = Replay.everything(record(writer));

        assertThatThrownBy(() -> replay.show(DurableFilesPowerCutTest::read))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("power cut after operation");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LIBRARY", "IN_PLACE"})
    void aWriterThatForgetsSomethingBreaksTheOrder(ReplaceFiles.Writer writer) throws Exception {
        assertThat(rules(record(writer)).violations()).isNotEmpty();
    }

    private Recorder record(ReplaceFiles.Writer writer) throws Exception {
        return new Recorder(work).run(ReplaceFiles.class, writer.name());
    }

    private static OrderRules rules(Recorder recorder) {
        return new OrderRules(recorder, name -> !name.startsWith("."));
    }

    private static void read(Path found, List<String> said) throws Exception {
        List<String> allowed = new ArrayList<>();
        int done =
                (int) said.stream().filter(what -> what.startsWith("replaced")).count();
        allowed.add(done == 0 ? NOTHING : ReplaceFiles.text(done));
        if (done < 3) {
            allowed.add(ReplaceFiles.text(done + 1));
        } else if (said.contains("deleted")) {
            allowed.set(0, NOTHING);
        } else if (said.contains("renamed")) {
            allowed.add(NOTHING);
        }
        assertThat(content(found.resolve("replaced"))).isIn(allowed);

        String created = content(found.resolve("created"));
        String renamed = content(found.resolve("a/b/c/renamed"));
        assertThat(created).isIn(NOTHING, ReplaceFiles.text(1));
        assertThat(renamed).isIn(NOTHING, ReplaceFiles.text(1));
        if (said.contains("created")) {
            assertThat(List.of(created, renamed)).containsExactlyInAnyOrder(NOTHING, ReplaceFiles.text(1));
        }
        if (said.contains("renamed")) {
            assertThat(renamed).isNotEqualTo(NOTHING);
        }
        if (said.contains("folders made")) {
            assertThat(found.resolve("a/b/c")).isDirectory();
        }
    }

    private static String content(Path file) throws Exception {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return NOTHING;
        }
    }
}
