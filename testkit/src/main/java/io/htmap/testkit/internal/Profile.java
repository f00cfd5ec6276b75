package io.htmap.testkit.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an undisturbed run looks like.
 *
 * @param gapNanos the time before each save, and before the end
 */
record Profile(int saves, int places, boolean offers, List<Long> gapNanos) {
    static final Profile UNKNOWN = new Profile(0, 0, false, List.of());

    static Profile of(Stay undisturbed) {
        return new Profile(undisturbed.saves(), undisturbed.places(), undisturbed.offers(), undisturbed.gapNanos());
    }

    /** Returns the time between a save and the next, or the end. */
    long gapAfter(int save) {
        return save < gapNanos.size() ? gapNanos.get(save) : 0;
    }

    long gapOf(@Nullable Strike strike) {
        return strike == null || strike.place() != Place.BETWEEN ? 0 : gapAfter(strike.save());
    }
}
