package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.Hold;
import io.htmap.internal.event.MapState;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the log says of a component that is held.
 *
 * @param attempts all of the component's
 * @param firstAttempt the first one of its latest job: limits begin anew with it
 * @param slotMb the memory of its latest attempt's slot, in MiB; empty if the log does not tell it
 */
record HeldComponent(int component, Hold hold, List<Attempt> attempts, int firstAttempt, OptionalInt slotMb) {
    /** Of a hold that the state told a moment ago. */
    static HeldComponent of(MapState state, int component, Hold hold) {
        return new HeldComponent(
                component,
                hold,
                state.attempts(component),
                state.firstAttempt(component),
                state.slotMemoryMb(component));
    }

    List<Attempt> ofLatestJob() {
        return ofLatestJob(attempts);
    }

    /** Returns those of the component's attempts that are of its latest job. */
    List<Attempt> ofLatestJob(List<Attempt> all) {
        return all.stream().filter(attempt -> attempt.number() >= firstAttempt).toList();
    }
}
