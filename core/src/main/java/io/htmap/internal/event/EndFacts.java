package io.htmap.internal.event;

import io.htmap.AttemptEnd;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded scheduler adds to an event that ends an attempt, in a line that HTCondor's reader skips.
 *
 * @param end how the attempt ended, or null if the event does not say
 * @param millis how long the function's process ran, by its monotonic clock, or -1 if unknown
 * @param exit how its process ended, or null if unknown
 */
public record EndFacts(@Nullable AttemptEnd end, long millis, @Nullable Exit exit) {
    /** Nothing is known. */
    public static final EndFacts UNKNOWN = new EndFacts(null, -1, null);

    /** Only how it ended is known. */
    public static EndFacts of(AttemptEnd end) {
        return new EndFacts(end, -1, null);
    }
}
