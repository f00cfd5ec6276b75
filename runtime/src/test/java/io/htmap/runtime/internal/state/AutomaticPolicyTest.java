package io.htmap.runtime.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.htmap.runtime.SaveCosts;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomaticPolicyTest {
    private static final AutomaticPolicy USUAL = new AutomaticPolicy(OverheadBound.USUAL, true);
    private static final AutomaticPolicy BOUND = new AutomaticPolicy(OverheadBound.USUAL, false);

    /** Young's rule for cheap saves: 10 s a save, a loss a day. */
    @Test
    void isYoungsRuleWhereSavesAreCheap() {
        double young = Math.sqrt(2 * 10.0 * 86_400);

        assertThat(AutomaticPolicy.optimum(10, 86_400)).isCloseTo(young, within(young * 0.02));
    }

    /** What Daly 2006 says under figures 3 to 5, for a save of 5 minutes: the mean time and the interval, in minutes. */
    @ParameterizedTest
    @CsvSource({"1440,117", "360,57", "15,9.1"})
    void isWhatDalySaysOfHisExamples(double meanTime, double interval) {
        assertThat(AutomaticPolicy.optimum(5, meanTime)).isCloseTo(interval, within(interval * 0.006));
    }

    /** The interval at which save and rework together cost least, found by trying: Daly's model. */
    @Property(tries = 200)
    void noOtherIntervalIsMuchBetter(
            @ForAll @DoubleRange(min = 1, max = 100) double cost,
            @ForAll @DoubleRange(min = 1_000, max = 100_000) double meanTime) {
        double best = Double.MAX_VALUE;
        for (double tau = cost / 10; tau < 4 * meanTime; tau *= 1.02) {
            best = Math.min(best, wallTime(tau, cost, meanTime));
        }

        assertThat(wallTime(AutomaticPolicy.optimum(cost, meanTime), cost, meanTime))
                .isLessThan(best * 1.001);
    }

    /** Time to do one unit of work with exponential losses and no time to restart (Daly 2006, equation 20). */
    private static double wallTime(double tau, double cost, double meanTime) {
        return meanTime * (Math.exp((tau + cost) / meanTime) - 1) / tau;
    }

    @Test
    void keepsItsBoundOnTheOverhead() {
        SaveCosts dear = new SaveCosts(TimeUnit.SECONDS.toNanos(60), TimeUnit.HOURS.toNanos(1), 30);

        assertThat(BOUND.intervalNanos(dear)).isEqualTo(TimeUnit.SECONDS.toNanos(60 * 19));
    }

    /** One loss in two hours, and 20 minutes a save: to keep the bound would cost more than it spares. */
    @Test
    void itsOwnBoundYieldsToLosses() {
        SaveCosts none = new SaveCosts(TimeUnit.MINUTES.toNanos(20), TimeUnit.HOURS.toNanos(2), 0);
        SaveCosts one = new SaveCosts(none.saveNanos(), none.runNanos(), 1);

        assertThat(USUAL.intervalNanos(none)).isEqualTo(TimeUnit.MINUTES.toNanos(20 * 19));
        assertThat(USUAL.intervalNanos(one))
                .isEqualTo((long) AutomaticPolicy.optimum(one.saveNanos(), TimeUnit.HOURS.toNanos(4)));
        assertThat(BOUND.intervalNanos(one)).isEqualTo(TimeUnit.MINUTES.toNanos(20 * 19));
    }

    @Test
    void neverSavesMoreThanOnceASecond() {
        assertThat(USUAL.intervalNanos(SaveCosts.NONE)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
        assertThat(USUAL.intervalNanos(new SaveCosts(1000, 1000, 100))).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void addsHalfALossInFourHoursToWhatItSaw() {
        SaveCosts seen = new SaveCosts(TimeUnit.SECONDS.toNanos(1), TimeUnit.HOURS.toNanos(71), 1);
        double interval = AutomaticPolicy.optimum(TimeUnit.SECONDS.toNanos(1), TimeUnit.HOURS.toNanos(50));

        assertThat(USUAL.intervalNanos(seen)).isEqualTo((long) interval);
    }

    @Test
    void moreLossesMeanMoreSaves() {
        long seldom = USUAL.intervalNanos(new SaveCosts(TimeUnit.SECONDS.toNanos(1), TimeUnit.HOURS.toNanos(100), 2));
        long often = USUAL.intervalNanos(new SaveCosts(TimeUnit.SECONDS.toNanos(1), TimeUnit.HOURS.toNanos(100), 200));

        assertThat(often).isLessThan(seldom);
    }
}
