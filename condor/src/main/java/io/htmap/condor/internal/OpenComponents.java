package io.htmap.condor.internal;

import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.LogFollower;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.spi.ComponentSet;
import java.io.IOException;

/** Which components have not come to an end, as the event log says by itself. */
final class OpenComponents {
    private OpenComponents() {}

    /** Returns all that the log says. */
    static MapState state(MapDirectory map) {
        MapState state = new MapState(MapManifest.read(map).components(), JobMapping.PROC_IS_COMPONENT);
        try {
            new LogFollower(map.eventLog(), new EventParser(), state).poll();
            return state;
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }

    /** Returns those of a map. */
    static ComponentSet of(MapDirectory map) {
        return of(map, ComponentSet.all(MapManifest.read(map).components()));
    }

    /** Returns those among some. */
    static ComponentSet of(MapDirectory map, ComponentSet wanted) {
        MapState state = state(map);
        return wanted.where(component -> !state.status(component).isTerminal());
    }
}
