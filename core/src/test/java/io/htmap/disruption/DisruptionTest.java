package io.htmap.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.testing.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The matrix of losses: each kind of loss at each moment, with each state of the generations, in each form of function.
 * {@code -Ddisruption.seed} draws a sample again.
 */
@Tag("process")
class DisruptionTest {
    private static final int SAMPLE = 24;
    private static final int UNFIT_SAMPLE = 8;
    private static final int ALL = Integer.MAX_VALUE;

    /** A case waits for its test, not for the processor. */
    private static final Map<String, String> SLOTS =
            Map.of("HTMAP_CPUS", Integer.toString(DisruptionProgram.AT_ONCE), "HTMAP_MEMORY_MB", "2048");

    @TempDir
    Path folder;

    private final long seed = Long.getLong("disruption.seed", System.nanoTime());

    @Test
    void aSampleIsAsPromised() throws Exception {
        play(Round.PROMISE, SAMPLE);
    }

    @Test
    @Tag("full")
    void everyCaseIsAsPromised() throws Exception {
        assertThat(Round.PROMISE.cases(LocalKind.KILLED, LocalKind.values())).hasSizeGreaterThan(500);

        play(Round.PROMISE, ALL);
    }

    @Test
    void aSampleOfUnfitFunctionsIsNoticed() throws Exception {
        play(Round.UNFIT, UNFIT_SAMPLE);
    }

    @Test
    @Tag("full")
    void everyFamilyNoticesThatItsMechanismIsMissing() throws Exception {
        play(Round.UNFIT, ALL);
    }

    @Test
    @Tag("full")
    void aLossThatWasAnotherOneIsNoticed() throws Exception {
        play(Round.OTHER_LOSS, ALL);
    }

    private void play(Round round, int cases) throws IOException, InterruptedException {
        Process program = Client.start(
                SLOTS,
                folder.resolve("out"),
                DisruptionProgram.class,
                folder.toString(),
                round.name(),
                Long.toString(seed),
                Integer.toString(cases));
        boolean ended = program.waitFor(1, TimeUnit.HOURS);
        program.destroyForcibly();

        String words = Files.readString(folder.resolve("out"));
        words.lines().filter(line -> line.startsWith("disruption: ")).forEach(System.out::println);
        assertThat(ended).as("ended in time; seed " + seed + ": " + words).isTrue();
        assertThat(program.exitValue()).as("seed " + seed + ": " + words).isZero();
        int wanted = Math.min(
                cases, round.cases(LocalKind.KILLED, LocalKind.values()).size());
        assertThat(words).as("seed " + seed).contains("disruption: as wanted=" + wanted + "\n");
    }
}
