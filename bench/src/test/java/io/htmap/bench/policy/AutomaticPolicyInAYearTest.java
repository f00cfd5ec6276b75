package io.htmap.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.bench.policy.SimulatedComponents.Costs;
import io.htmap.runtime.SavePolicy;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much the automatic policy wastes in a simulated year, against the best fixed interval for the same losses. */
class AutomaticPolicyInAYearTest {
    private static final long YEAR = Duration.ofDays(365).toNanos();
    private static final long STEP = Duration.ofSeconds(1).toNanos();
    private static final long SEED = 7;

    @ParameterizedTest(name = "a loss every {0}, {1} a save")
    @CsvSource({"PT1H,PT1S", "PT1H,PT1M", "PT6H,PT1S", "PT6H,PT1M", "PT6H,PT10M", "PT24H,PT10S"})
    void isNearlyTheBestFixedInterval(Duration mean, Duration save) {
        assertThat(ratio(Losses.EXPONENTIAL, mean, save, Duration.ofDays(365))).isLessThan(1.15);
    }

    @ParameterizedTest(name = "{0}, a loss every {1}, {2} a save")
    @CsvSource({
        "WEIBULL,PT1H,PT10S",
        "WEIBULL,PT6H,PT1M",
        "WEIBULL,PT24H,PT10S",
        "PARETO,PT1H,PT10S",
        "PARETO,PT6H,PT1M",
        "PARETO,PT24H,PT10S"
    })
    void isNearlyTheBestWhereLossesComeInBursts(Losses losses, Duration mean, Duration save) {
        assertThat(ratio(losses, mean, save, Duration.ofDays(365))).isLessThan(1.15);
    }

    /** With a bound of 5 % on the saves, 70 % of the time would be lost. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"EXPONENTIAL", "WEIBULL", "PARETO"})
    void savesOftenWhereLossesComeThickAndFast(Losses losses) {
        assertThat(ratio(losses, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofDays(365)))
                .isLessThan(1.15);
    }

    /** Each component begins without having seen a loss. */
    @ParameterizedTest(name = "a loss every {0}, {1} a save")
    @CsvSource({"PT1H,PT1S", "PT6H,PT10S", "PT24H,PT10S", "PT24H,PT1M"})
    void learnsQuickly(Duration mean, Duration save) {
        assertThat(ratio(Losses.EXPONENTIAL, mean, save, Duration.ofHours(8))).isLessThan(1.25);
    }

    private static double ratio(Losses losses, Duration mean, Duration save, Duration work) {
        long[] times = losses.times(mean.toNanos(), YEAR, SEED);
        Costs costs = new Costs(save.toNanos(), STEP, work.toNanos());
        double automatic = SimulatedComponents.wasted(SavePolicy.automatic(), costs, times);
        return automatic / BestInterval.search(costs, mean.toNanos(), times).wasted();
    }
}
