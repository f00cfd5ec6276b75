package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.attempt.RequeueCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the script of a job makes of a component that runs out of memory, and may be given more. */
@Tag("process")
class RunScriptMemoryTest extends RunScriptFixture {
    private static final String OUT_OF_MEMORY = "printf 'S-M082' >../marks; exit 82";
    private static final String GOES_ON_IN_VAIN = "printf 'S-M082--00000007--------' >../marks; exit 82";

    /** With a slot that has all at the first level. */
    private void limits(long least, long most) throws IOException {
        limits = List.of("-", "-", "", "", "", "", "0", "0", Long.toString(least), Long.toString(most));
        granted(least);
    }

    private void granted(long megabytes) throws IOException {
        Files.writeString(folder.resolve("machine.ad"), "Memory = " + megabytes + "\nCpus = 3\n");
    }

    private int outOfMemoryWith(long megabytes) throws Exception {
        java(OUT_OF_MEMORY);
        granted(megabytes);
        int code = runToTheEnd();
        moveOn();
        return code;
    }

    private boolean started(String... jobAd) throws Exception {
        jobAd(jobAd);
        java("touch ../started; printf 'S--083' >../marks; exit 83");
        Files.deleteIfExists(sandbox.resolve("started"));
        runToTheEnd();
        return Files.exists(sandbox.resolve("started"));
    }

    @Test
    void itIsGivenMoreUntilItHasHadAll() throws Exception {
        limits(400, 1000);

        assertThat(outOfMemoryWith(400)).isEqualTo(RequeueCode.MORE_MEMORY);
        assertThat(state("memory")).isEqualTo("800 0");
        assertThat(outOfMemoryWith(800)).isEqualTo(RequeueCode.MORE_MEMORY + 1);
        assertThat(state("memory")).isEqualTo("1000 0");
        assertThat(outOfMemoryWith(1024)).isEqualTo(JobEnds.OUT_OF_MEMORY);
        assertThat(state("ends")).isEqualTo("1 82 S-M082\n2 82 S-M082\n3 82 S-M082");
    }

    @Test
    void whatTheSlotHadCountsNotWhatWasAskedFor() throws Exception {
        limits(400, 1600);

        assertThat(outOfMemoryWith(900)).isEqualTo(RequeueCode.MORE_MEMORY + 1);
        assertThat(outOfMemoryWith(2000)).isEqualTo(JobEnds.OUT_OF_MEMORY);
    }

    @Test
    void theLastLevelHasAllHoweverMuchThatIs() throws Exception {
        limits(1, 1_000_000);

        assertThat(outOfMemoryWith(40)).isEqualTo(RequeueCode.MORE_MEMORY + RequeueCode.MEMORY_LEVELS - 1);
        assertThat(state("memory")).isEqualTo("1000000 0");
    }

    @Test
    void withoutMoreItIsHeldAtOnce() throws Exception {
        limits(400, 0);

        assertThat(outOfMemoryWith(400)).isEqualTo(JobEnds.OUT_OF_MEMORY);
        assertThat(state("memory")).isEmpty();
    }

    @Test
    void theCheckpointIsNotToBlameAsLongAsThereIsMore() throws Exception {
        limits(400, 800);
        Files.createDirectories(sandbox.resolve("state").resolve("ckpt"));
        java(GOES_ON_IN_VAIN);

        assertThat(runToTheEnd()).isEqualTo(RequeueCode.MORE_MEMORY);
        assertThat(state("ckpt/failures")).isEmpty();

        moveOn();
        granted(800);
        assertThat(runToTheEnd()).isEqualTo(JobEnds.OUT_OF_MEMORY);
        assertThat(state("ckpt/failures")).isEqualTo("7 2");
    }

    /** As after an eviction, when HTCondor has not heard yet how much it needs. */
    @Test
    void oneThatGetsLessThanBeforeAsksAgainButOnlyOnce() throws Exception {
        limits(400, 1000);
        outOfMemoryWith(400);
        granted(400);

        assertThat(started("ExitCode = 80")).isFalse();
        assertThat(state("ends")).endsWith("2 80");
        moveOn();
        assertThat(started("ExitCode = " + RequeueCode.TOO_LITTLE_MEMORY)).isTrue();
    }

    @Test
    void askingAgainNamesTheLevel() throws Exception {
        limits(400, 1000);
        outOfMemoryWith(800);
        granted(400);
        jobAd("ExitCode = 80");

        assertThat(runToTheEnd()).isEqualTo(RequeueCode.TOO_LITTLE_MEMORY + 1);
    }

    @Test
    void oneThatTheNodeHeldForItsMemoryNeedsWhatItHasNow() throws Exception {
        limits(400, 1000);
        granted(900);

        assertThat(started("NumHolds = 1", "LastHoldReasonCode = 34", "LastHoldReasonSubCode = 102"))
                .isTrue();
        assertThat(state("memory")).isEqualTo("900 1");

        moveOn();
        granted(2000);
        assertThat(started("NumHolds = 1", "LastHoldReasonCode = 34", "LastHoldReasonSubCode = 102"))
                .isTrue();
        assertThat(state("memory")).as("a larger slot is no need").isEqualTo("900 1");
    }

    @Test
    void onAFullDiskItKeepsWhatItHad() throws Exception {
        limits(400, 1600);
        outOfMemoryWith(400);
        Files.createSymbolicLink(sandbox.resolve("state").resolve("memory.new"), Path.of("/dev/full"));

        assertThat(outOfMemoryWith(800)).isEqualTo(JobEnds.OUT_OF_MEMORY);
        assertThat(state("memory")).isEqualTo("800 0");

        assertThat(outOfMemoryWith(800)).as("there is space again").isEqualTo(RequeueCode.MORE_MEMORY + 1);
        assertThat(state("memory")).isEqualTo("1600 0");
    }

    @Test
    void otherHoldsAreNoNeed() throws Exception {
        limits(400, 1000);
        granted(900);

        assertThat(started("NumHolds = 1", "LastHoldReasonCode = 34", "LastHoldReasonSubCode = 104"))
                .isTrue();
        assertThat(state("memory")).isEmpty();
    }
}
