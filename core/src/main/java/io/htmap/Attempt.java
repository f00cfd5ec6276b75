package io.htmap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One stay of a component on an execute node.
 *
 * @param number from 1, counting all attempts of the component
 * @param host the node's name, or "unknown"
 * @param start when it began
 * @param end when it ended; empty while it runs
 * @param how how it ended; empty while it runs
 * @param duration time that the runner measured by its own monotonic clock; empty where the runner died before it could
 *     say
 * @param reason one line why it ended, empty text if there is nothing to say
 */
public record Attempt(
        int number,
        String host,
        Instant start,
        Optional<Instant> end,
        Optional<AttemptEnd> how,
        Optional<Duration> duration,
        String reason) {}
