package io.htmap.disruption;

import io.htmap.Attempt;
import io.htmap.ComponentMap;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * What became of a component.
 *
 * @param tried its case
 * @param result its output, or why there is none
 * @param attempts as the event log tells them
 * @param events all of its events, as they stand there
 * @param trace what its function told
 * @param stdouts of each attempt
 */
public record Outcome(
        Case tried,
        String result,
        List<Attempt> attempts,
        List<String> events,
        List<Line> trace,
        List<String> stdouts) {
    /** Waits for a component's end. */
    public static Outcome of(ComponentMap<Case, Long> map, int component, Case tried, Path folder) {
        return of(map, component, tried, folder, result(map, component));
    }

    /** The same of one whose case could not be played. */
    public static Outcome of(ComponentMap<Case, Long> map, int component, Case tried, Path folder, String result) {
        List<Attempt> attempts = map.attempts(component);
        List<String> stdouts = IntStream.rangeClosed(1, attempts.size())
                .mapToObj(attempt -> map.stdout(component, attempt))
                .toList();
        List<String> events = LoggedEvents.of(map.directory(), component);
        List<Line> trace = Stage.trace(folder, component).lines();
        return new Outcome(tried, result, attempts, events, trace, stdouts);
    }

    private static String result(ComponentMap<Case, Long> map, int component) {
        try {
            return Objects.toString(map.get(component, Waits.LONG));
        } catch (TimeoutException | RuntimeException e) {
            return e.toString();
        }
    }

    /** Returns what an attempt, from 1, wrote; empty if it was not made. */
    String stdout(int attempt) {
        return attempt <= stdouts.size() ? stdouts.get(attempt - 1) : "";
    }
}
