package io.htmap.internal.event;

import io.htmap.Attempt;
import io.htmap.Hold;
import io.htmap.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a state says about a component, to be compared. */
record Described(
        Status status, String reason, Optional<Hold> hold, int cluster, List<Attempt> attempts, OptionalInt slotMb) {
    static List<Described> all(MapState state) {
        List<Described> all = new ArrayList<>();
        for (int i = 0; i < state.size(); i++) {
            all.add(new Described(
                    state.status(i),
                    state.reason(i),
                    state.hold(i),
                    state.cluster(i),
                    state.attempts(i),
                    state.slotMemoryMb(i)));
        }
        return all;
    }
}
