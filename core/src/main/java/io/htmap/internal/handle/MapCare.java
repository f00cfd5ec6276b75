package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.CorruptMapException;
import io.htmap.HtmapException;
import io.htmap.MapRemovedException;
import io.htmap.WaitInterruptedException;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Scheduler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that somebody works for a map, and that what came back is brought home. Who only looks at a map, or removes
 * it, must be able to do so while the disk is full or the scheduler away: what fails then is told, and tried again. Who
 * asks for an output has that brought home itself, and is told what is wrong.
 */
final class MapCare {
    private final MapDirectory map;
    private final Scheduler scheduler;
    private final MapView view;
    private final IntFunction<Scheduler.Fate> fates;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param fates tells what the log says of a component */
    MapCare(MapDirectory map, Scheduler scheduler, MapView view, IntFunction<Scheduler.Fate> fates) {
        this.map = map;
        this.scheduler = scheduler;
        this.view = view;
        this.fates = fates;
    }

    /** Returns what a state tells of a component. */
    static Scheduler.Fate fate(MapState state, int component) {
        List<Attempt> attempts = state.attempts(component);
        return new Scheduler.Fate(
                state.status(component),
                attempts.stream().map(Attempt::start).toList(),
                attempts.stream().map(Attempt::how).toList());
    }

    void atOpening() {
        tried(() -> scheduler.care(map, view.counts()));
        bringHome();
    }

    /** Nobody shall wait for what nobody works for. */
    void whileWaiting() {
        scheduler.care(map, view.counts());
        bringHome();
    }

    private void bringHome() {
        tried(() -> scheduler.addMissing(map, view.counts(), view.hasGaps(), fates));
        tried(() -> scheduler.collect(map, ComponentSet.all(view.read(state -> state.size())), fates));
    }

    private void tried(Runnable work) {
        try {
            work.run();
        } catch (CorruptMapException | MapRemovedException | WaitInterruptedException e) {
            throw e;
        } catch (HtmapException e) {
            LoggerFactory.getLogger("io.htmap")
                    .warn("the map in {} is left as it is: {}", map.path(), Problems.line(e));
        }
    }
}
