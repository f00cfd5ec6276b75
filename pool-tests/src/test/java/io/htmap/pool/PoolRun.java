package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Counter;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A map on the pool whose steps are let go one by one, in a home folder of its own: the folder, like the gate and the
 * trace in it, is seen by all machines of bin/pool.
 */
final class PoolRun implements AutoCloseable {
    /** Commits to the access point are due when this has passed since the last one. */
    static final Duration INTERVAL = Duration.ofSeconds(8);

    static final long MORE_THAN_ANY_NODE_HAS_MB = 100_000;

    static final long SMALL_MB = 128;

    private final Path folder;
    private final Htmap htmap;
    private final Trace trace;
    private final Gate gate;

    PoolRun() {
        this.folder = newFolder();
        this.htmap = Htmap.open(folder.resolve("home"));
        this.trace = Trace.in(folder);
        this.gate = Gate.in(folder);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of(System.getProperty("user.home")), "faults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of a small component. */
    static MapOptions.Builder small() {
        return MapOptions.builder()
                .memoryMb(SMALL_MB)
                .diskMb(64)
                .gracePeriod(Duration.ofSeconds(20))
                .commitInterval(Duration.ofHours(1))
                .jobLease(Duration.ofSeconds(60));
    }

    /** Makes a map that waits until it is {@link #placed}: nothing of it can begin before that. */
    <O> ComponentMap<Integer, O> waiting(
            MapFunction<Integer, O> function, MapOptions.Builder options, Integer... inputs) {
        ComponentMap<Integer, O> map = map(function, options.memoryMb(MORE_THAN_ANY_NODE_HAS_MB), inputs);
        Waits.until("jobs are made", () -> map.status(0) == Status.IDLE);
        return map;
    }

    /** Lets a waiting map begin. */
    static void placed(ComponentMap<?, ?> map) {
        assertThat(map.setMemoryMb(SMALL_MB)).isEqualTo(map.size());
    }

    Htmap htmap() {
        return htmap;
    }

    Path folder() {
        return folder;
    }

    Trace trace() {
        return trace;
    }

    Gate gate() {
        return gate;
    }

    /** Starts counters of so many steps, one for each component. */
    ComponentMap<Integer, Long> counters(MapOptions.Builder options, Integer... steps) {
        return map(new Counter(gate, 0, trace, true), options, steps);
    }

    <O> ComponentMap<Integer, O> map(MapFunction<Integer, O> function, MapOptions.Builder options, Integer... inputs) {
        return htmap.map("faults", function, List.of(inputs), options.build());
    }

    /** Lets the first component come to a step, and waits until that is saved; then it stands at its gate. */
    void advanceTo(int step) {
        gate.openTo(step);
        trace.await(0, What.SAVED, step);
    }

    /** Lets the first component come to a step, and waits until its generation is on the access point. */
    void commitAt(int step) {
        int before = starts(0).size();
        gate.openTo(step);
        awaitStart(before + 1, step);
    }

    /** Waits until the first component's process has begun for that time, a commit's new beginning included. */
    void awaitStart(int times, int step) {
        Waits.until("start " + times, () -> starts(0).size() >= times);
        assertThat(starts(0).get(times - 1).step())
                .as("start %s of %s", times, starts(0))
                .isEqualTo(step);
    }

    /** Waits until the first component's attempt has begun, and checks at which step. */
    void awaitAttempt(int attempt, int step) {
        trace.await(0, attempt, What.STARTED, step);
    }

    /** Waits until the next call of checkpoint commits to the access point; right after a start. */
    void awaitCommitDue() {
        long now = System.nanoTime();
        Waits.until("a commit is due", () -> System.nanoTime() - now > INTERVAL.toNanos());
    }

    List<Line> starts(int component) {
        return trace.of(component).stream()
                .filter(line -> line.what() == What.STARTED)
                .toList();
    }

    /** Returns the steps at which a component's processes began. */
    List<Integer> startSteps(int component) {
        return starts(component).stream().map(Line::step).toList();
    }

    /** Returns how many steps of a component were computed again. */
    int recomputed(int component) {
        List<Integer> begun = trace.of(component).stream()
                .filter(line -> line.what() == What.BEGUN)
                .map(Line::step)
                .toList();
        return begun.size() - (int) begun.stream().distinct().count();
    }

    /** Lets the components come to their ends; checks the results, and that HTCondor agrees. */
    void finish(ComponentMap<Integer, Long> map) throws TimeoutException {
        gate.open();
        map.await(Waits.LONG);
        for (int component = 0; component < map.size(); component++) {
            assertThat(map.get(component))
                    .as("result of %s", component)
                    .isEqualTo(Counter.result(map.input(component)));
        }
        Queue.assertAgrees(map);
    }

    static List<AttemptEnd> ends(ComponentMap<?, ?> map) {
        return map.attempts(0).stream().map(end -> end.how().orElseThrow()).toList();
    }

    /** Checks that each attempt has its own standard output and error, as far as they are promised. */
    void assertStreamsAgree(ComponentMap<?, ?> map, Integer... alsoLost) {
        Streams.assertAgree(map, trace.of(0), List.of(alsoLost));
    }

    @Override
    public void close() {
        Pool.repair();
        try (htmap) {
            htmap.tags().forEach(htmap::forceRemove);
        }
    }
}
