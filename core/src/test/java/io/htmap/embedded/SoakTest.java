package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.testing.Client;
import io.htmap.testing.SoakProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred components under random evictions, holds and kills. {@code -Dsoak.seed} draws the same faults again. */
@Tag("process")
class SoakTest {
    private static final int COMPONENTS = 200;

    private static final int FEW = 20;
    private static final int STEPS_PART = 10;
    /** More at once than there are processors. */
    private static final Map<String, String> SLOTS = Map.of("HTMAP_CPUS", "6", "HTMAP_MEMORY_MB", "2048");

    @TempDir
    Path folder;

    private final long seed = Long.getLong("soak.seed", System.nanoTime());

    @Test
    void aMinute() throws Exception {
        everyResultIsExact(Duration.ofMinutes(1));
    }

    @Test
    @Tag("full")
    void anHour() throws Exception {
        everyResultIsExact(Duration.ofHours(1));
    }

    @Test
    @Tag("full")
    void theOracleNoticesAFunctionThatDoesNotSave() throws Exception {
        Process soak = soak(FEW, Duration.ofSeconds(5), 12, false);

        assertThat(soak.exitValue()).as(words()).isNotZero();
        assertThat(words()).contains("AssertionError", "last saved step was").doesNotContain("soak: exact");
    }

    /**
     * There are so many steps that the components just fill the time in their slots, if there are no faults. A step is
     * short beside the time between two faults: else nobody would get anywhere.
     */
    private void everyResultIsExact(Duration time) throws IOException, InterruptedException {
        Process soak = soak(COMPONENTS, time, (int) time.toSeconds() / STEPS_PART, true);

        assertThat(soak.exitValue()).as("seed " + seed + ": " + words()).isZero();
        assertThat(words()).contains("soak: exact=" + COMPONENTS, "soak: logged=");
    }

    private Process soak(int components, Duration time, int steps, boolean saves)
            throws IOException, InterruptedException {
        Process soak = Client.start(
                SLOTS,
                output(),
                SoakProgram.class,
                folder.toString(),
                Long.toString(seed),
                Integer.toString(components),
                Long.toString(time.toSeconds()),
                Integer.toString(steps),
                Boolean.toString(saves));
        boolean ended = soak.waitFor(time.toSeconds() * 3 + 900, TimeUnit.SECONDS);
        if (!ended) {
            soak.destroyForcibly();
        }
        words().lines().filter(line -> line.startsWith("soak: ")).forEach(System.out::println);
        assertThat(ended).as("ended in time; seed " + seed + ": " + words()).isTrue();
        return soak;
    }

    private String words() throws IOException {
        return Files.readString(output());
    }

    private Path output() {
        return folder.resolve("soak.out");
    }
}
