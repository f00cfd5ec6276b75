package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentMap;
import io.htmap.SchedulerException;
import io.htmap.Status;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A map that nobody foresaw costs no other map its scheduler, and the scheduler nothing. */
@Tag("process")
class OddMapTest {
    @TempDir
    Path folder;

    private String gate;

    @BeforeEach
    void choose() {
        gate = folder.resolve("gate").toString();
    }

    @Test
    void harmsNoOther() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> other =
                    home.htmap().map("other", Work.gatedIfNegative(gate), List.of(-3), Small.OPTIONS);
            ComponentMap<Integer, Integer> odd = held(home);
            long scheduler = home.awaitScheduler();

            Path requests = Files.writeString(odd.directory().resolve("requests"), "odd");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> odd.release(0)).isInstanceOf(SchedulerException.class);
            }
            assertThat(openFiles(scheduler)).isNotEmpty().noneMatch(file -> file.contains(odd.id()));
            Files.delete(requests);

            makeOdd(odd.directory().resolve("manifest"));
            assertThat(odd.release(0)).isEqualTo(1);
            Waits.until("it failed", () -> Files.readString(home.path().resolve("scheduler.log"))
                    .contains("InvalidPathException"));

            Files.createFile(Path.of(gate));
            assertThat(other.get(0, Waits.LONG)).isEqualTo(30);
            assertThat(home.scheduler()).hasValue(scheduler);
        }
    }

    /** A map that its scheduler has let go of, with its one component held. */
    private ComponentMap<Integer, Integer> held(TestHome home) throws Exception {
        ComponentMap<Integer, Integer> odd =
                home.htmap().map("odd", Work.gatedIfNegative(gate), List.of(-1), Small.OPTIONS);
        odd.awaitRunning(0);
        odd.hold();
        odd.awaitStatus(0, Status.HELD, Waits.LONG);
        Path marker = home.path().resolve("queue").resolve(odd.id());
        Waits.until("it is let go of", () -> Files.notExists(marker));
        return odd;
    }

    /** Such a jar cannot even be looked for. */
    private static void makeOdd(Path manifest) throws IOException {
        Map<String, String> values = new TreeMap<>(CheckedText.read(manifest).values());
        values.merge("jars", ",\0", String::concat);
        Files.write(manifest, new CheckedText(values).toBytes());
    }

    private static List<String> openFiles(long process) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return files.map(OddMapTest::target).toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
