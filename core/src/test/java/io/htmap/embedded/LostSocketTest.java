package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log-out deletes the run-time folder of its user, with the socket of a scheduler that lives on. */
@Tag("process")
class LostSocketTest {
    @TempDir
    Path folder;

    @Test
    void theSchedulerIsReachedAgainWhenItsSocketWasDeleted() throws Exception {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            ComponentMap<Integer, Boolean> map =
                    htmap.map("sleeper", LostSocketTest::sleepInTheFirstAttempt, List.of(600));
            map.awaitRunning(0);
            Files.delete(socket(htmap.home()));

            assertThat(map.vacate()).isEqualTo(1);
            assertThat(map.get(0)).isTrue();
            assertThat(map.attempts(0)).hasSize(2);
            assertThat(map.attempts(0).get(0).how()).contains(AttemptEnd.EVICTED);
        }
    }

    static boolean sleepInTheFirstAttempt(int seconds) throws InterruptedException {
        if (io.htmap.runtime.Component.attempt() == 1) {
            Thread.sleep(seconds * 1000L);
        }
        return true;
    }

    private static Path socket(Path home) throws Exception {
        return Files.readAllLines(home.resolve("scheduler.info")).stream()
                .filter(line -> line.startsWith("socket="))
                .map(line -> Path.of(line.substring("socket=".length())))
                .findFirst()
                .orElseThrow();
    }
}
