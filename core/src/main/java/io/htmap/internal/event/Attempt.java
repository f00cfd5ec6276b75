package io.htmap.internal.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a component on an execute node.
 *
 * @param number from 1, counted through all reruns of the component
 * @param start when it began; if its beginning was never logged, the first that was heard of it
 * @param finish when it ended, or null while it goes on
 * @param host the node, empty if unknown
 * @param end how it ended, or null while it goes on
 * @param reason the scheduler's words for it, empty if there are none
 * @param exit how its process ended, or null if unknown
 * @param millis how long its process ran, by its monotonic clock, or -1 if unknown
 */
public record Attempt(
        int number,
        Instant start,
        @Nullable Instant finish,
        String host,
        @Nullable AttemptEnd end,
        String reason,
        @Nullable Exit exit,
        long millis) {
    /** Returns whether it goes on. */
    public boolean isOpen() {
        return end == null;
    }
}
