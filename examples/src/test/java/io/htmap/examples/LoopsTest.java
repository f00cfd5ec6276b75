package io.htmap.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.MapFunction;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three shapes of the manual's page on checkpointing, as real maps that are really evicted. */
@Tag("process")
class LoopsTest {
    private static final Simulation SIMULATION = new Simulation(0.5, 30, Duration.ofMillis(100));
    private static final Pattern STEP = Pattern.compile("completed step (\\d+)");

    @TempDir
    private Path folder;

    @AfterEach
    void letTheSchedulerFinish() {
        Homes.awaitQuiet(folder.resolve("home"));
    }

    /** What came of a function that was evicted once. */
    private record Evicted(double result, List<Attempt> attempts, String first, String second) {}

    @Test
    void thePlainLoopStartsFromScratch() throws Exception {
        Evicted run = evictOnce(PlainLoop::simulate, SIMULATION, "completed step 6");

        assertThat(run.result()).isEqualTo(expected());
        assertThat(firstStep(run.second())).isEqualTo(1);
    }

    @Test
    void theCheckpointingLoopGoesOnWhereItWas() throws Exception {
        Evicted run = evictOnce(CheckpointingLoop::simulate, SIMULATION, "completed step 6");

        assertThat(run.result()).isEqualTo(expected());
        assertThat(run.first()).startsWith("starting from scratch");
        assertThat(run.second()).startsWith("loaded checkpoint!");
        // it saves every second step, so that at most the last one is done again, or two if one was not saved yet
        assertThat(firstStep(run.second())).isBetween(lastStep(run.first()) - 1, lastStep(run.first()) + 1);
    }

    @Test
    void theTimedLoopGoesOnFromItsLastCheckpointAndSavesSeldom() throws Exception {
        TimedCheckpoints.Job job = new TimedCheckpoints.Job(SIMULATION, Duration.ofMillis(450));

        Evicted run = evictOnce(TimedCheckpoints::simulate, job, "saved step");

        assertThat(run.result()).isEqualTo(expected());
        assertThat(run.second()).startsWith("loaded checkpoint!");
        assertThat(firstStep(run.second())).isGreaterThan(1).isLessThanOrEqualTo(lastStep(run.first()) + 1);
        assertThat((run.first() + run.second()).lines().filter(line -> line.startsWith("saved")))
                .hasSizeLessThan(SIMULATION.steps() / 2);
    }

    @Test
    void theResumableLoopLosesNoStep() throws Exception {
        Evicted run = evictOnce(ResumableLoop::simulate, SIMULATION, "completed step 6");

        assertThat(run.result()).isEqualTo(expected());
        assertThat(firstStep(run.second())).isEqualTo(lastStep(run.first()) + 1);
    }

    private <I extends Serializable> Evicted evictOnce(MapFunction<I, Double> function, I input, String when)
            throws Exception {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            ComponentMap<I, Double> map = htmap.map("loop", function, List.of(input));
            await().atMost(Duration.ofSeconds(60)).until(() -> map.stdout(0).contains(when));
            assertThat(map.vacate()).isEqualTo(1);
            double result = map.get(0, Duration.ofSeconds(60));
            assertThat(map.attempts(0))
                    .extracting(Attempt::how)
                    .containsExactly(Optional.of(AttemptEnd.EVICTED), Optional.of(AttemptEnd.COMPLETED));
            return new Evicted(result, map.attempts(0), map.stdout(0, 1), map.stdout(0, 2));
        }
    }

    private static double expected() {
        double population = SIMULATION.start();
        for (int step = 0; step < SIMULATION.steps(); step++) {
            population = 3.7 * population * (1 - population);
        }
        return population;
    }

    private static int firstStep(String output) {
        Matcher step = STEP.matcher(output);
        assertThat(step.find()).isTrue();
        return Integer.parseInt(step.group(1));
    }

    private static int lastStep(String output) {
        return STEP.matcher(output)
                .results()
                .mapToInt(step -> Integer.parseInt(step.group(1)))
                .max()
                .orElseThrow();
    }
}
