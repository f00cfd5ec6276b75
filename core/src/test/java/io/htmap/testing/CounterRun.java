package io.htmap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.testing.Trace.What;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One {@link Counter} as a map of one component, whose steps are let go one by one. */
public final class CounterRun implements AutoCloseable {
    public static final String TAG = "counter";

    private final TestHome home;
    private final Counter counter;
    private final int steps;
    private final ComponentMap<Integer, Long> map;
    private int attempt = 1;

    private CounterRun(TestHome home, Counter counter, int steps, ComponentMap<Integer, Long> map) {
        this.home = home;
        this.counter = counter;
        this.steps = steps;
        this.map = map;
    }

    /**
     * Starts it, in a home of its own.
     *
     * @param saves whether its function saves; switched off, the oracle has to notice
     */
    public static CounterRun start(Path folder, int steps, boolean saves) {
        return start(folder, steps, saves, Duration.ofSeconds(20));
    }

    public static CounterRun start(Path folder, int steps, boolean saves, Duration grace) {
        TestHome home = new TestHome(folder);
        Counter counter = Counter.in(folder, saves);
        return new CounterRun(home, counter, steps, home.htmap().map(TAG, counter, List.of(steps), options(grace)));
    }

    /** Takes over one that another program has started in the home. */
    public static CounterRun watch(TestHome home, Counter counter, int steps) {
        return new CounterRun(home, counter, steps, home.htmap().load(TAG));
    }

    public static MapOptions options(Duration grace) {
        return MapOptions.builder()
                .memoryMb(96)
                .gracePeriod(grace)
                .maxLosses(100)
                .build();
    }

    public TestHome home() {
        return home;
    }

    public Counter counter() {
        return counter;
    }

    public Trace trace() {
        return counter.trace();
    }

    public ComponentMap<Integer, Long> map() {
        return map;
    }

    /** Lets it come to a step, and waits until that is saved; then it stands at its gate. */
    public void advanceTo(int step) {
        counter.gate().openTo(step);
        trace().await(0, What.SAVED, step);
    }

    /** Waits until the next attempt has begun, at whatever step. */
    public void awaitNextAttempt() {
        int next = ++attempt;
        Waits.until("attempt " + next + " has begun", () -> trace().of(0).stream()
                .anyMatch(line -> line.attempt() == next && line.what() == What.STARTED));
    }

    /** Lets it come to its end, and checks that the result is the right one. */
    public void finish() throws TimeoutException {
        counter.gate().open();
        assertThat(map.get(0, Waits.LONG)).as("result").isEqualTo(Counter.result(steps));
    }

    /** Returns how its attempts ended, from the event log. */
    public List<AttemptEnd> ends() {
        return map.attempts(0).stream().map(end -> end.how().orElseThrow()).toList();
    }

    /** Returns why its attempts ended, from the event log. */
    public List<String> reasons() {
        return map.attempts(0).stream().map(Attempt::reason).toList();
    }

    @Override
    public void close() {
        home.close();
    }
}
