package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A component that cannot be started is tried again, since what is wrong may pass, and held if it does not. */
@Tag("process")
class CannotStartTest {
    @TempDir
    Path folder;

    @Test
    void isTriedAgain() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map = begin(home);
            try (SmallDisk obstacle = obstacle(home, map)) {
                Files.createFile(folder.resolve("gate"));
                Waits.until("it could not be started", () -> Files.readString(
                                home.path().resolve("scheduler.log"))
                        .contains("component 1 could not be started: "));
                assertThat(map.status(1).isActive()).isTrue();
                assertThat(obstacle.room()).isPositive();
            }

            assertThat(map.get(1, Waits.LONG)).isEqualTo(7);
            assertThat(map.attempts(1)).hasSize(1);
        }
    }

    @Test
    @Tag("full")
    void isHeldIfThatDoesNotPass() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map = begin(home);
            try (SmallDisk obstacle = obstacle(home, map)) {
                Files.createFile(folder.resolve("gate"));
                map.awaitStatus(1, Status.HELD, Waits.LONG);
                assertThat(map.holdReason(1).orElseThrow().reason())
                        .startsWith("the worker could not be started: ")
                        .contains("busy");
                assertThat(obstacle.room()).isPositive();
            }

            map.release(1);
            assertThat(map.get(1, Waits.LONG)).isEqualTo(7);
        }
    }

    /** Component 0 runs, and 1 has to wait for it. */
    private ComponentMap<Integer, Integer> begin(TestHome home) throws Exception {
        MapOptions alone = Small.OPTIONS.mergedOver(MapOptions.builder()
                .cpus(Runtime.getRuntime().availableProcessors())
                .build());
        String gate = folder.resolve("gate").toString();
        ComponentMap<Integer, Integer> map =
                home.htmap().map("pair", Work.gatedIfNegative(gate), List.of(-3, 7), alone);
        map.awaitRunning(0);
        return map;
    }

    /** A folder in the place of the scratch folder that nobody can delete as long as it is a file system of its own. */
    private static SmallDisk obstacle(TestHome home, ComponentMap<Integer, Integer> map) throws Exception {
        return SmallDisk.mount(home.path().resolve("execute").resolve(map.id()).resolve("1.1"), "size=1m");
    }
}
