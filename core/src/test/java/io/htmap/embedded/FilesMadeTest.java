package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is one file or folder a component: all files and folders of the home folder are counted. */
@Tag("process")
class FilesMadeTest {
    private static final int MANY = 10_000;
    private static final int LIMIT_MADE = 200;
    private static final int LIMIT_READ = 1_000;

    @TempDir
    private Path folder;

    @Test
    void aMapOfTenThousandComponentsIsMadeOfFewFiles() throws Exception {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            ComponentMap<Integer, Integer> map = make(htmap, MANY);

            assertThat(files()).isLessThanOrEqualTo(LIMIT_MADE);
            assertThat(map.size()).isEqualTo(MANY);
            assertThat(map.status(MANY - 1)).isEqualTo(Status.UNMATERIALIZED);
            map.remove();
        }
    }

    @Test
    void componentsThatHaveRunAndWereReadLeaveNoFilesOfTheirOwn() throws Exception {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            runAndRead(make(htmap, 4));
            long few = files();
            htmap.load("m").remove();
            runAndRead(make(htmap, 24));

            assertThat(files()).isEqualTo(few);
        }
    }

    @Tag("full")
    @Test
    void aMapOfTenThousandComponentsThatHasRunAndWasReadHasFewFiles() throws Exception {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            runAndRead(make(htmap, MANY));

            assertThat(files()).isLessThanOrEqualTo(LIMIT_READ);
        }
    }

    private static ComponentMap<Integer, Integer> make(Htmap htmap, int components) {
        List<Integer> inputs = IntStream.range(0, components).boxed().toList();
        return htmap.map("m", FilesMadeTest::oneMore, inputs);
    }

    /** Saves on its way, so that there is a folder with checkpoints for as long as it runs. */
    private static int oneMore(int input) throws IOException {
        Path saved = Files.writeString(Path.of("saved"), Integer.toString(input));
        Component.checkpoint(saved);
        return input + 1;
    }

    private void runAndRead(ComponentMap<Integer, Integer> map) throws Exception {
        map.await();
        int expected = 1;
        for (int output : map) {
            assertThat(output).isEqualTo(expected++);
        }
        // then the scheduler has saved what it knows, and closed the map
        await().atMost(Duration.ofSeconds(60)).until(() -> count(folder.resolve("home/queue")) == 0);
    }

    private long files() {
        return count(folder.resolve("home"));
    }

    /** Files come and go while a map runs, so a look may have to be repeated. */
    private static long count(Path start) {
        while (true) {
            try (Stream<Path> paths = Files.walk(start)) {
                return paths.filter(path -> !path.equals(start)).count();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
