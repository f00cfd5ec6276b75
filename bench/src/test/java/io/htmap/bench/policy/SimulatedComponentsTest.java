package io.htmap.bench.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.htmap.bench.policy.SimulatedComponents.Costs;
import io.htmap.runtime.SavePolicy;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedComponentsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long FOR_EVER = Long.MAX_VALUE / 4;
    private static final SavePolicy EVERY_TEN = SavePolicy.every(Duration.ofSeconds(10));

    /** Ten seconds of work and one of saving, nine times; what came after the ninth is lost. */
    @Test
    void losesWhatWasDoneSinceTheLastSave() {
        assertThat(wasted(new Costs(SECOND, SECOND, FOR_EVER), 100)).isCloseTo(0.1, within(1e-9));
        assertThat(wasted(new Costs(SECOND, SECOND, FOR_EVER), 99)).isCloseTo(9 / 99.0, within(1e-9));
        assertThat(wasted(new Costs(SECOND, SECOND, FOR_EVER), 98)).isCloseTo(18 / 98.0, within(1e-9));
    }

    @Test
    void goesOnFromTheLastSave() {
        assertThat(wasted(new Costs(SECOND, SECOND, FOR_EVER), 15, 15, 10)).isCloseTo(20 / 40.0, within(1e-9));
    }

    /** States are offered after 4, 8 and 12 seconds: the third is saved. */
    @Test
    void savesBetweenSteps() {
        assertThat(wasted(new Costs(SECOND, 4 * SECOND, FOR_EVER), 13)).isCloseTo(1 / 13.0, within(1e-9));
        assertThat(wasted(new Costs(SECOND, 4 * SECOND, FOR_EVER), 12)).isEqualTo(1);
    }

    /** Each component of 5 seconds ends before anything is due; the last one does not. */
    @Test
    void oneComponentFollowsAnother() {
        assertThat(wasted(new Costs(SECOND, SECOND, 5 * SECOND), 20, 4)).isCloseTo(4 / 24.0, within(1e-9));
        assertThat(wasted(new Costs(SECOND, SECOND, 15 * SECOND), 16, 16)).isCloseTo(2 / 32.0, within(1e-9));
    }

    /** J. T. Daly 2006, equation 20, without a time to restart. */
    @Test
    void agreesWithTheFormulaForExponentialLosses() {
        double mean = Duration.ofHours(1).toNanos();
        long[] losses = Losses.EXPONENTIAL.times(mean, Duration.ofDays(3650).toNanos(), 3);
        Costs costs = new Costs(60 * SECOND, SECOND, FOR_EVER);
        double interval = Duration.ofMinutes(20).toNanos();
        double wallForWork = mean * Math.expm1((interval + 60 * SECOND) / mean) / interval;

        assertThat(SimulatedComponents.wasted(SavePolicy.every(Duration.ofMinutes(20)), costs, losses))
                .isCloseTo(1 - 1 / wallForWork, within(0.002));
    }

    @ParameterizedTest
    @EnumSource
    void theTimesBetweenLossesHaveTheMeanThatIsAskedFor(Losses losses) {
        double sum = 0;
        int number = 1_000_000;
        for (int i = 0; i < number; i++) {
            sum += losses.ofMeanOne((i + 0.5) / number);
        }

        assertThat(sum / number).isCloseTo(1, within(0.01));
    }

    @ParameterizedTest
    @EnumSource
    void theTimesFillTheSpanAndComeAgainWithTheSeed(Losses losses) {
        long[] times = losses.times(SECOND, 1000 * SECOND, 5);

        assertThat(Arrays.stream(times).sum()).isEqualTo(1000 * SECOND);
        assertThat(times).isEqualTo(losses.times(SECOND, 1000 * SECOND, 5));
        assertThat(times).isNotEqualTo(losses.times(SECOND, 1000 * SECOND, 6));
    }

    private static double wasted(Costs costs, long... seconds) {
        long[] losses = Arrays.stream(seconds).map(time -> time * SECOND).toArray();
        return SimulatedComponents.wasted(EVERY_TEN, costs, losses);
    }
}
