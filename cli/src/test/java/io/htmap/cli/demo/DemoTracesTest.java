package io.htmap.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Htmap;
import io.htmap.cli.Invocation;
import io.htmap.cli.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an interrupted demo leaves is cleaned with its map. */
@Tag("process")
class DemoTracesTest {
    @TempDir
    private Path folder;

    @Test
    void tracesAreCleanedWhenTheirMapIsNoMore() throws Exception {
        try (TestHome home = new TestHome(folder.resolve("home"))) {
            Path traces = Files.createDirectories(home.path().resolve("demo"));
            Path kept = Files.createFile(traces.resolve("demo-1.trace"));
            Path request = Files.createFile(traces.resolve("demo-1.trace.kill"));
            Path orphan = Files.createFile(traces.resolve("demo-12.trace"));
            try (Htmap htmap = home.open()) {
                htmap.<Integer, Integer>map("demo-1", x -> x, List.of(1)).await();
            }

            assertThat(home.htmap("clean").out()).contains("trace of a demo whose map is no more: " + orphan + "\n");
            assertThat(orphan).doesNotExist();
            assertThat(kept).exists();
            assertThat(request).exists();

            assertThat(home.htmap("remove demo-1").code()).isZero();
            assertThat(home.htmap("clean").out()).contains(kept.toString(), request.toString());
            assertThat(traces).isEmptyDirectory();
            assertThat(home.htmap("clean")).isEqualTo(new Invocation(0, "nothing to clean\n", ""));
        }
    }
}
