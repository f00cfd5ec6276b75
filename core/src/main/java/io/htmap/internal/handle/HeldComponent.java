package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.Hold;
import io.htmap.internal.event.MapState;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the log says of a component that is held.
 *
 * @param history all of the component's attempts; limits begin anew with the first one of its latest job
 * @param slotMb the memory of its latest attempt's slot, in MiB; empty if the log does not tell it
 */
record HeldComponent(int component, Hold hold, History history, OptionalInt slotMb) {
    /** Of a hold that the state told a moment ago. */
    static HeldComponent of(MapState state, int component, Hold hold) {
        return new HeldComponent(component, hold, History.of(state, component), state.slotMemoryMb(component));
    }

    List<Attempt> ofLatestJob() {
        return ofLatestJob(history.attempts());
    }

    /** Returns those of the component's attempts that are of its latest job. */
    List<Attempt> ofLatestJob(List<Attempt> all) {
        return all.stream()
                .filter(attempt -> attempt.number() >= history.firstAttempt())
                .toList();
    }
}
