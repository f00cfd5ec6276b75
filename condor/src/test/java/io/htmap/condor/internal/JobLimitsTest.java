package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.MapOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobLimitsTest {
    private static List<String> lines(MapOptions.Builder set) {
        return JobLimits.lines(set.build().mergedOver(MapOptions.defaults()));
    }

    @Test
    void withoutLimitsNothingIsRequired() {
        assertThat(lines(MapOptions.builder())).isEmpty();
        assertThat(lines(MapOptions.builder().retries(3).retryDelay(Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void anIdleJobWaitsForItsRetry() {
        assertThat(lines(MapOptions.builder().retries(3).retryDelay(Duration.ofSeconds(5))))
                .singleElement()
                .asString()
                .startsWith("requirements = JobStatus =!= 1 || ((ExitCode >= 202 && ExitCode < 215 && ")
                .endsWith(" && time() < EnteredCurrentStatus + {6, 11, 21}[ExitCode - 202]) =!= true)");
    }

    @Test
    void noWaitIsShorterThanItSaysAndNoneLongerThanAnHour() {
        assertThat(JobLimits.seconds(Duration.ofMillis(1), 1)).isEqualTo(2);
        assertThat(JobLimits.seconds(Duration.ofMillis(1500), 2)).isEqualTo(4);
        assertThat(JobLimits.seconds(Duration.ofSeconds(1), 13)).isEqualTo(3601);
        assertThat(JobLimits.seconds(Duration.ofDays(1), 2)).isEqualTo(86_401);
    }

    @Test
    void oneThatWasEvictedTooOftenIsHeldAndDoesNotRunBefore() {
        List<String> lines = lines(MapOptions.builder().maxEvictions(2));

        assertThat(lines)
                .contains(
                        "periodic_hold_subcode = ExitCode",
                        "periodic_hold_reason = \"it was evicted as often as it may be (option maxEvictions), so it is"
                                + " held\"");
        assertThat(lines).anyMatch(line -> line.startsWith("periodic_hold = JobStatus == 1 && ((ExitCode == 200 || "));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("requirements = JobStatus =!= 1 || (((ExitCode == 200 || ")
                        && line.endsWith(") =!= true)"));
    }
}
