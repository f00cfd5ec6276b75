package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.RequeueCode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryLevelsTest {
    private static MemoryLevels levels(long least, long most) {
        return new MemoryLevels(
                MapOptions.builder().memoryMb(least).maxMemoryMb(most).build().mergedOver(MapOptions.defaults()));
    }

    private static long[] all(MemoryLevels levels) {
        return IntStream.rangeClosed(1, RequeueCode.MEMORY_LEVELS)
                .mapToLong(levels::at)
                .toArray();
    }

    @Test
    void eachIsTwiceTheOneBeforeUpToTheMost() {
        assertThat(all(levels(512, 3000))).containsExactly(1024, 2048, 3000, 3000, 3000, 3000);
        assertThat(all(levels(64, 8192))).containsExactly(128, 256, 512, 1024, 2048, 8192);
    }

    @Test
    void theRequestIsTheGreatestOfWhatItWasGiven() {
        assertThat(levels(100, 300).request("100"))
                .startsWith("max({100, ifThenElse(isInteger(int(ChirpHtmapMemory)), int(ChirpHtmapMemory), 0), ")
                .contains("{200, 300, 300, 300, 300, 300, 200, 300, 300, 300, 300, 300}[ExitCode - 215]")
                .contains("min({300, MemoryProvisioned * ");
    }

    @Test
    void withoutAMaximumItIsWhatItWas() {
        MemoryLevels fixed = new MemoryLevels(MapOptions.defaults());

        assertThat(fixed.request("700")).isEqualTo("700");
        assertThat(fixed.lines()).isEmpty();
        assertThat(fixed.arguments()).containsExactly("512", "0");
        assertThat(levels(512, 512).grow()).isFalse();
    }

    @Test
    void aHoldOfTheNodeEndsWhileThereIsMore() {
        assertThat(levels(100, 300).lines())
                .containsExactly("periodic_release = (HoldReasonCode =?= 21 || HoldReasonCode =?= 34)"
                        + " && HoldReasonSubCode =?= 102 && MemoryProvisioned < 300");
    }
}
