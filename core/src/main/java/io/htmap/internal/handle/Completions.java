package io.htmap.internal.handle;

import io.htmap.Status;
import io.htmap.internal.event.MapState;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Questions about what is completed. Pure. */
final class Completions {
    private Completions() {}

    /** Returns the completed components that were not seen yet. */
    static int[] fresh(MapState state, BitSet seen) {
        return IntStream.range(0, state.size())
                .filter(component -> !seen.get(component) && state.status(component) == Status.COMPLETED)
                .toArray();
    }

    /** Returns the first component not seen if none of those not seen can complete by itself, or -1. */
    static int firstIfAllStuck(MapState state, BitSet seen) {
        boolean allStuck = IntStream.range(0, state.size())
                .filter(component -> !seen.get(component))
                .allMatch(component -> state.status(component).isFailed());
        return allStuck ? seen.nextClearBit(0) : -1;
    }
}
