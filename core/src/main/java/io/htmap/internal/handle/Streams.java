package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Scheduler;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** What a map's components wrote to their standard output and error. Thread-safe. */
final class Streams {
    private final MapDirectory map;
    private final Scheduler scheduler;
    private final MapView view;
    private final Results results;
    private final IntFunction<Scheduler.Fate> fate;
    private final IntConsumer collect;
    private final IntFunction<String> name;

    /**
     * @param collect has what came back of a component brought home
     * @param name what messages call a component
     */
    Streams(
            MapDirectory map,
            Scheduler scheduler,
            MapView view,
            Results results,
            IntFunction<Scheduler.Fate> fate,
            IntConsumer collect,
            IntFunction<String> name) {
        this.map = map;
        this.scheduler = scheduler;
        this.view = view;
        this.results = results;
        this.fate = fate;
        this.collect = collect;
        this.name = name;
    }

    String ofAllAttempts(int component, RecordKind kind) {
        StringBuilder all = new StringBuilder();
        int count = view.read((MapState state) -> state.attemptCount(component));
        for (int attempt = 1; attempt <= count; attempt++) {
            all.append(ofAttempt(component, attempt, kind));
        }
        return all.toString();
    }

    String ofAttempt(int component, int attempt, RecordKind kind) {
        collect.accept(component);
        List<Attempt> attempts = view.read(state -> state.attempts(component));
        int count = attempts.size();
        if (attempt < 1 || attempt > count) {
            throw new IndexOutOfBoundsException(name.apply(component) + " has no attempt " + attempt
                    + (count == 0 ? "; it has not run yet" : "; its attempts are 1 to " + count));
        }
        return results.stream(
                kind,
                component,
                attempt,
                attempts.get(attempt - 1).how().isPresent(),
                () -> scheduler.live(map, kind, component, attempt, fate.apply(component)));
    }
}
