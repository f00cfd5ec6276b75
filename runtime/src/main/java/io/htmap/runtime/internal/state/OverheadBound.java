package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import java.io.Serializable;

/**
 * A bound on the share of the time that saving may take.
 *
 * @param share more than 0 and less than 1
 */
public record OverheadBound(double share) implements Serializable {
    /** Where nobody says otherwise. */
    public static final OverheadBound USUAL = new OverheadBound(0.05);

    private static final long serialVersionUID = 1L;

    /**
     * Returns a bound.
     *
     * @throws IllegalArgumentException when it makes no sense
     */
    public static OverheadBound of(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "the bound on the overhead is " + share + "; give more than 0 and less than 1");
        }
        return new OverheadBound(share);
    }

    /** Returns the shortest time between two saves that keeps it. */
    double leastNanos(SaveCosts costs) {
        return costs.saveNanos() * (1 - share) / share;
    }
}
