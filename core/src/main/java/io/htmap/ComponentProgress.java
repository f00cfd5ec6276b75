package io.htmap;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What a running function last said of how far it is.
 *
 * @param done how much is done
 * @param total of how much; 0 if the function does not know
 * @param note a line for people, may be empty
 * @param at when it said so, by its node's clock
 */
public record ComponentProgress(long done, long total, String note, Instant at) {
    /** Returns the share that is done, from 0 to 1; empty if the function does not know. */
    public OptionalDouble fraction() {
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, (double) done / total));
    }
}
