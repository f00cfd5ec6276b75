package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Client;
import io.htmap.testing.Gate;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As many components run at once as cpus and memory allow, and not one more. */
@Tag("process")
class RoomTest {
    @TempDir
    Path folder;

    /** Not a lambda: this class has library types in its signatures that a node does not know. */
    record Gated(Gate gate) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer input) throws Exception {
            gate.await(1);
            return input;
        }
    }

    /** A program that makes the map and, with its own environment, starts the scheduler. */
    static final class Maker {
        private Maker() {}

        public static void main(String[] arguments) {
            MapOptions options = MapOptions.builder()
                    .cpus(1)
                    .memoryMb(Long.parseLong(arguments[2]))
                    .build();
            try (Htmap htmap = Htmap.open(Path.of(arguments[0]))) {
                htmap.map("room", new Gated(new Gate(arguments[1])), List.of(0, 1, 2, 3, 4, 5), options);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 300, 128, 2", "3, 1000, 64, 3"})
    void isUsedAndNotExceeded(String cpus, String memoryMb, String each, int atOnce) throws Exception {
        Gate gate = Gate.in(folder);
        Path said = folder.resolve("said");
        try (TestHome home = new TestHome(folder)) {
            Process maker = Client.start(
                    Map.of("HTMAP_CPUS", cpus, "HTMAP_MEMORY_MB", memoryMb),
                    said,
                    Maker.class,
                    home.path().toString(),
                    gate.file(),
                    each);
            assertThat(maker.waitFor(Waits.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(maker.exitValue()).as(Files.readString(said)).isZero();
            ComponentMap<Integer, Integer> map = home.htmap().load("room");

            Waits.until("enough run", () -> running(map) >= atOnce);
            // before it answers, the scheduler starts what it can
            assertThat(map.release()).isZero();
            assertThat(map.release()).isZero();
            assertThat(running(map)).isEqualTo(atOnce);
            assertThat(home.workers(map)).hasSize(atOnce);

            for (int component = 0; component < map.size(); component++) {
                if (map.status(component) != Status.RUNNING) {
                    map.removeComponents(component);
                }
            }
            gate.open();
            Waits.until("they end", () -> map.counts().getOrDefault(Status.COMPLETED, 0) == atOnce);
        }
    }

    private static int running(ComponentMap<Integer, Integer> map) {
        return map.counts().getOrDefault(Status.RUNNING, 0);
    }
}
