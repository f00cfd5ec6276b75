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

/** Two hundred components under random evictions, holds and kills. */
@Tag("process")
class SoakTest {
    private static final int COMPONENTS = 200;
    /** More at once than there are processors. */
    private static final Map<String, String> SLOTS = Map.of("HTMAP_CPUS", "6", "HTMAP_MEMORY_MB", "2048");

    @TempDir
    Path folder;

    @Test
    void twoMinutes() throws Exception {
        soak(Duration.ofMinutes(2));
    }

    @Test
    @Tag("full")
    void anHour() throws Exception {
        soak(Duration.ofHours(1));
    }

    /** A step is so long that the components just fill the time in their slots, if there are no faults. */
    private void soak(Duration time) throws IOException, InterruptedException {
        long stepMillis = 2 * time.toSeconds();
        long seed = System.nanoTime();
        Path output = folder.resolve("soak.out");
        Process soak = Client.start(
                SLOTS,
                output,
                SoakProgram.class,
                folder.toString(),
                Long.toString(seed),
                Integer.toString(COMPONENTS),
                Long.toString(time.toSeconds()),
                Long.toString(stepMillis));
        boolean ended = soak.waitFor(time.toSeconds() * 3 + 900, TimeUnit.SECONDS);
        if (!ended) {
            soak.destroyForcibly();
        }
        String words = Files.readString(output);
        words.lines().filter(line -> line.startsWith("soak: ")).forEach(System.out::println);
        assertThat(ended).as("ended in time; seed " + seed + ": " + words).isTrue();
        assertThat(soak.exitValue()).as("seed " + seed + ": " + words).isZero();
        assertThat(words).contains("soak: exact=" + COMPONENTS);
    }
}
