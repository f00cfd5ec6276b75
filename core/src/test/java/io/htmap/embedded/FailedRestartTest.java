package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentHeldException;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.runtime.Component;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function that fails whenever it goes on from its newest checkpoint. */
@Tag("process")
class FailedRestartTest {
    @TempDir
    Path folder;

    @Test
    void aCheckpointWhoseRestartFailedTwiceIsNotUsedAgain() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map = home.htmap().map("failing", FailedRestartTest::endsItself, List.of(3));
            for (int attempt = 1; attempt <= 3; attempt++) {
                assertThatThrownBy(() -> map.get(0, Waits.LONG)).isInstanceOf(ComponentHeldException.class);
                assertThat(map.attempts(0)).hasSize(attempt);
                assertThat(map.release(0)).isEqualTo(1);
            }

            assertThat(map.get(0, Waits.LONG)).isEqualTo(2);
            assertThat(map.stdout(0, 3)).isEqualTo("at 3\n");
            assertThat(map.stdout(0, 4))
                    .isEqualTo(
                            "[htmap] generation 3 is not used any more, since 2 restarts from it failed: falling back"
                                    + " to generation 2\nat 2\n");
        }
    }

    @Test
    void soItIsWhenTheFunctionThrowsAndIsRunAgainByItself() throws Exception {
        MapOptions options =
                MapOptions.builder().retries(3).retryDelay(Duration.ZERO).build();
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map =
                    home.htmap().map("throwing", FailedRestartTest::throwsAtItsEnd, List.of(3), options);

            assertThat(map.get(0, Waits.LONG)).isEqualTo(2);
            assertThat(map.stdout(0, 3)).isEqualTo("at 3\n");
            assertThat(map.stdout(0, 4)).contains("2 restarts from it failed").endsWith("\nat 2\n");
        }
    }

    private static int throwsAtItsEnd(int steps) throws Exception {
        int step = upTo(steps);
        if (step == steps - 1) {
            return step;
        }
        throw new IllegalStateException("at its end");
    }

    private static int endsItself(int steps) throws Exception {
        int step = upTo(steps);
        if (step == steps - 1) {
            return step;
        }
        System.exit(7);
        return step;
    }

    /** Saves each step, up to the last one; but one that begins a step before that stays there. */
    private static int upTo(int steps) throws Exception {
        Path saved = Path.of("saved");
        int step = Files.exists(saved) ? Integer.parseInt(Files.readString(saved)) : 0;
        System.out.println("at " + step);
        if (step == steps - 1) {
            return step;
        }
        while (step < steps) {
            step++;
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);
        }
        return step;
    }
}
