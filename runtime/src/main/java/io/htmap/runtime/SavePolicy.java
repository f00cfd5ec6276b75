package io.htmap.runtime;

import io.htmap.runtime.internal.state.AutomaticPolicy;
import io.htmap.runtime.internal.state.BoundedPolicy;
import io.htmap.runtime.internal.state.OverheadBound;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * When a state that is offered is saved. An eviction that is announced saves in any case. Immutable.
 *
 * <p>The default is {@link #automatic()}.
 */
public interface SavePolicy extends Serializable {
    /**
     * Returns how long to wait from the end of one save, or the start of the process, to the next save.
     *
     * @param costs what is known of saves and evictions so far
     * @return in nanoseconds, not negative
     */
    long intervalNanos(SaveCosts costs);

    /** Returns after how many offers a state is saved whatever the time; 0 if their number does not matter. */
    default long steps() {
        return 0;
    }

    /** Returns how long to wait at least, even if there have been {@link #steps} offers; in nanoseconds, not negative. */
    default long leastNanos(SaveCosts costs) {
        return 0;
    }

    /**
     * Returns this policy with a bound on the share of the time that saving may take: saves that would take more come
     * later.
     *
     * @param share more than 0 and less than 1
     * @throws IllegalArgumentException when it is not
     */
    default SavePolicy withOverheadAtMost(double share) {
        return new BoundedPolicy(this, OverheadBound.of(share));
    }

    /** Saves at evictions that are announced, and at no other time: a node that is lost costs the whole attempt. */
    static SavePolicy atEvictions() {
        return costs -> Long.MAX_VALUE;
    }

    /**
     * Saves when so much time has passed since the last save.
     *
     * @throws IllegalArgumentException when it is negative
     */
    static SavePolicy every(Duration interval) {
        Objects.requireNonNull(interval, "the interval is null");
        if (interval.isNegative()) {
            throw new IllegalArgumentException("the interval between saves is " + interval + "; give 0 or more");
        }
        long nanos = interval.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? interval.toNanos() : Long.MAX_VALUE;
        return costs -> nanos;
    }

    /**
     * Saves at every so manieth offer, whatever the time.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    static SavePolicy everySteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("the number of steps between saves is " + steps + "; give 1 or more");
        }
        return new SavePolicy() {
            private static final long serialVersionUID = 1L;

            @Override
            public long intervalNanos(SaveCosts costs) {
                return Long.MAX_VALUE;
            }

            @Override
            public long steps() {
                return steps;
            }
        };
    }

    /**
     * Finds the interval, from the end of one save to the beginning of the next, from the cost <i>C</i> of a save and the
     * mean time <i>M</i> between losses of a node: the square root of 2<i>CM</i> (J. W. Young, A first order
     * approximation to the optimum checkpoint interval, Communications of the ACM 17, 1974), with the terms of higher
     * order of J. T. Daly (A higher order estimate of the optimum checkpoint interval for restart dumps, Future Generation
     * Computer Systems 22, 2006): the square root of 2<i>CM</i> times (1 + <i>r</i>/3 +
     * <i>r</i><sup>2</sup>/9), less <i>C</i>, where <i>r</i> is the square root of <i>C</i>/(2<i>M</i>); and <i>M</i>
     * where <i>C</i> is 2<i>M</i> or more.
     *
     * <p><i>C</i> is measured: {@link SaveCosts#saveNanos}. That of the first save is estimated, by writing the state to
     * nowhere, and 10 nanoseconds for each byte of it and of the files beside it. <i>M</i> is {@link SaveCosts#runNanos}
     * by {@link SaveCosts#losses}, each as if, besides what was observed, there had been half a loss in four hours (H.
     * Jeffreys, An invariant form for the prior probability in estimation problems, Proceedings of the Royal Society A
     * 186, 1946).
     *
     * <p>The interval is at least one second, and, as long as no work was lost, so long that saving takes at most 5 % of
     * the time; after that, whatever costs least in all.
     */
    static SavePolicy automatic() {
        return new AutomaticPolicy(OverheadBound.USUAL, true);
    }

    /**
     * As {@link #automatic()}, with another bound on the share of the time that saving may take, which is kept whatever is
     * lost.
     *
     * @param overhead more than 0 and less than 1
     * @throws IllegalArgumentException when it is not
     */
    static SavePolicy automatic(double overhead) {
        return new AutomaticPolicy(OverheadBound.of(overhead), false);
    }
}
