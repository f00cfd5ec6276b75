package io.htmap.internal.event;

import java.time.Duration;

/**
 * Processor time, to the second.
 *
 * @param user spent in the program
 * @param system spent in the kernel for it
 */
public record Usage(Duration user, Duration system) {
    /** None, or unknown. */
    public static final Usage NONE = new Usage(Duration.ZERO, Duration.ZERO);
}
