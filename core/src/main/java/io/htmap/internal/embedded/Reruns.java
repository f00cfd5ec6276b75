package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import io.htmap.internal.attempt.Rerunnable;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.SavedGenerations;
import io.htmap.runtime.internal.checkpoint.Ancestry;
import io.htmap.runtime.internal.checkpoint.Generation;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import java.io.IOException;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * Runs components again: the log gets a new job for each, and nothing else is done, so that a crash leaves it done or not.
 * From then on the outputs of earlier attempts do not count, nor do those checkpoints that it does not start from. Used
 * by the scheduler's one thread, with nothing uncommitted.
 */
final class Reruns {
    private final MapRun run;

    Reruns(MapRun run) {
        this.run = run;
    }

    /**
     * Runs all of them again, or refuses and does nothing.
     *
     * @param after the newest cluster that the client knew: what has a newer one was run again when it asked before
     * @return how many they are
     */
    int rerun(RerunFrom from, int after, ComponentSet wanted) throws IOException {
        ComponentSet open = wanted.where(component -> run.state().cluster(component) <= after);
        check(from, open);
        int left = Actions.SLICE;
        PrimitiveIterator.OfInt all = open.stream().iterator();
        while (all.hasNext()) {
            run.runAgain(all.nextInt(), after + 1, from);
            if (--left == 0) {
                run.commit();
                left = Actions.SLICE;
            }
        }
        return wanted.size();
    }

    private void check(RerunFrom from, ComponentSet components) throws IOException {
        PrimitiveIterator.OfInt all = components.stream().iterator();
        while (all.hasNext()) {
            int component = all.nextInt();
            if (component >= run.size()) {
                throw new HtmapException("the map has no component " + component);
            }
            Rerunnable.check(component, run.state().status(component));
            run.checkIsSettled(component);
            if (from.needsCheckpoint() && !has(component, from)) {
                throw new HtmapException("component " + component + " has no " + from + " any more");
            }
        }
    }

    private boolean has(int component, RerunFrom from) throws IOException {
        List<Generation> kept = SavedGenerations.in(run.map().checkpoints(component));
        return kept.stream().anyMatch(generation -> !from.isNumbered() || generation.number() == from.checkpoint());
    }

    /** Returns what the next attempt of a component may start from. */
    static Ancestry ancestry(MapState state, MapDirectory map, int component) throws IOException {
        int lastPinned = SavedGenerations.in(map.pinned(component)).stream()
                .mapToInt(Generation::number)
                .max()
                .orElse(0);
        return new Ancestry(
                state.firstAttempt(component), state.startsFrom(component).checkpoint(), lastPinned);
    }
}
