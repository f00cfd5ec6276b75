package io.htmap.internal.handle;

import io.htmap.Status;
import io.htmap.internal.attempt.Rerunnable;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import io.htmap.spi.Scheduler;

/** Runs components of a map again. Thread-safe. */
final class Reruns {
    private final MapDirectory map;
    private final Scheduler scheduler;
    private final MapView view;
    private final Checkpoints checkpoints;

    Reruns(MapDirectory map, Scheduler scheduler, MapView view, Checkpoints checkpoints) {
        this.map = map;
        this.scheduler = scheduler;
        this.view = view;
        this.checkpoints = checkpoints;
    }

    /** Runs all of them again, or refuses and does nothing. */
    int rerun(ComponentSet wanted, RerunFrom from) {
        int after = view.read(state -> {
            wanted.stream().forEach(component -> Rerunnable.check(component, state.status(component)));
            return state.latestCluster();
        });
        if (from.needsCheckpoint()) {
            wanted.stream().forEach(component -> checkpoints.bringBack(component, from, statusOf(component)));
        }
        return wanted.size() == 0 ? 0 : scheduler.rerun(map, from, after, wanted);
    }

    /** Runs those again that need somebody's attention. */
    int rerunIncomplete(RerunFrom from) {
        return rerun(view.read(Reruns::incomplete), from);
    }

    private static ComponentSet incomplete(MapState state) {
        return ComponentSet.all(state.size())
                .where(component -> state.status(component).isFailed());
    }

    private Status statusOf(int component) {
        return view.read(state -> state.status(component));
    }
}
