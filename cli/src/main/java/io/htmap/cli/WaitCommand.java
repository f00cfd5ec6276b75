package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.ComponentMap.Tolerance;
import io.htmap.internal.handle.CountsLine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code htmap wait}. */
@Command(name = "wait", description = "Wait until maps are done, or a component is held or errored.")
final class WaitCommand extends MapsCommand {
    /** How often the progress is looked at. */
    private static final Duration TICK = Duration.ofMillis(500);

    private final long start = System.nanoTime();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Wait no longer than this (30s, 5m, 1h30m); then the exit code is 124.")
    private @Nullable Duration timeout;

    @Option(names = "--tolerate-holds", description = "Go on when a component is held, until it is released and done.")
    private boolean tolerateHolds;

    @Option(names = "--tolerate-errors", description = "Count errored components as done.")
    private boolean tolerateErrors;

    @Override
    void apply(ComponentMap<?, ?> map) throws TimeoutException {
        Progress progress = Progress.on(console(), map.tag());
        try {
            while (!isDone(map)) {
                progress.show(map.counts(), Shares.onNodes(map));
            }
        } finally {
            progress.end(map.counts());
        }
    }

    /** Waits for a tick, and returns whether the map is done. */
    private boolean isDone(ComponentMap<?, ?> map) throws TimeoutException {
        Duration left = timeout == null ? TICK : timeout.minusNanos(System.nanoTime() - start);
        boolean last = left.compareTo(TICK) <= 0 && timeout != null;
        try {
            map.await(last ? max(left, Duration.ZERO) : TICK, tolerances());
            return true;
        } catch (TimeoutException e) {
            if (last) {
                // of the time that was given, the start of this program took a part
                throw new TimeoutException(
                        "waited " + Objects.requireNonNull(timeout).toMillis() / 1000.0 + " s for map '" + map.tag()
                                + "' to be done: " + CountsLine.of(map.counts()));
            }
            return false;
        }
    }

    private Tolerance[] tolerances() {
        Set<Tolerance> tolerances = EnumSet.noneOf(Tolerance.class);
        if (tolerateHolds) {
            tolerances.add(Tolerance.HOLDS);
        }
        if (tolerateErrors) {
            tolerances.add(Tolerance.ERRORS);
        }
        return tolerances.toArray(Tolerance[]::new);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
