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
 * @param work what it did for the component; empty while it runs, and where the runner died before it could say
 */
public record Attempt(
        int number,
        String host,
        Instant start,
        Optional<Instant> end,
        Optional<AttemptEnd> how,
        Optional<Duration> duration,
        String reason,
        Optional<AttemptWork> work) {

    /** An attempt of which nobody has said yet what it did for the component. */
    public Attempt(
            int number,
            String host,
            Instant start,
            Optional<Instant> end,
            Optional<AttemptEnd> how,
            Optional<Duration> duration,
            String reason) {
        this(number, host, start, end, how, duration, reason, Optional.empty());
    }

    /** Returns the same with what it did for the component. */
    public Attempt with(AttemptWork done) {
        return new Attempt(number, host, start, end, how, duration, reason, Optional.of(done));
    }
}
