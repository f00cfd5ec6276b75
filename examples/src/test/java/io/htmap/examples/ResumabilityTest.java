package io.htmap.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.testkit.Report;
import io.htmap.testkit.Resumability;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a user's test shows that a function goes on where it was; more runs than these are usual. */
@Tag("process")
class ResumabilityTest {
    private static final Simulation SIMULATION = new Simulation(0.5, 6, Duration.ofMillis(2));

    @Test
    void theResumableLoopGoesOnWhereItWas() throws Exception {
        Report report =
                Resumability.of(ResumableLoop::simulate, SIMULATION).atMost(5).run();

        assertThat(report.saves()).isEqualTo(5);
        assertThat(report.worst()).isLessThanOrEqualTo(1);
    }

    @Test
    @Tag("full")
    void theCheckpointingLoopDoesToo() throws Exception {
        assertThat(Resumability.check(CheckpointingLoop::simulate, SIMULATION).saves())
                .isEqualTo(3);
    }

    @Test
    @Tag("full")
    void thePlainLoopSavesNothing() {
        assertThatThrownBy(() -> Resumability.check(PlainLoop::simulate, SIMULATION))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PlainLoop::simulate saves nothing");
    }
}
