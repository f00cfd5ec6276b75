package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.internal.event.MapState;
import io.htmap.spi.RerunFrom;
import java.util.List;

/**
 * What the log says of a component's attempts.
 *
 * @param attempts all of them, oldest first
 * @param firstAttempt the first one since the component was run again, which need not have begun; 1 if it never was
 * @param from what that one starts from
 * @param isOver whether there will be no other one, unless the component is run again
 */
record History(List<Attempt> attempts, int firstAttempt, RerunFrom from, boolean isOver) {
    static History of(MapState state, int component) {
        return new History(
                state.attempts(component),
                state.firstAttempt(component),
                state.startsFrom(component),
                state.status(component).isTerminal());
    }
}
