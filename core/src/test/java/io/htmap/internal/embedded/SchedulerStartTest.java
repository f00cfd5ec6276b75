package io.htmap.internal.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class SchedulerStartTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 50, unit = TimeUnit.SECONDS)
    void aSchedulerThatCannotListenEndsAndSaysWhy() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            // a folder in the place of the socket, and not an empty one
            Path socket = SocketPath.of(new Home(home.path()), System.getenv());
            Path obstacle = Files.createDirectories(socket.resolve("obstacle"));
            try {
                assertThatThrownBy(() -> home.htmap().map("map", (MapFunction<Integer, Integer>) x -> x, List.of(1)))
                        .isInstanceOf(SchedulerException.class)
                        .hasMessageContaining("the scheduler did not start")
                        .hasMessageContaining("scheduler.log");
            } finally {
                Files.delete(obstacle);
                Files.delete(socket);
            }
        }
    }
}
