package io.htmap.internal.embedded;

import io.htmap.Status;
import io.htmap.internal.event.MapState;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Which components of a map may run as soon as there is room, and which have to wait first. Used by the scheduler's one thread. */
final class Queue {
    private final Mailbox mailbox;
    private final BitSet ready = new BitSet();
    /** What each that waits is waiting for: the timer that is to end its wait, not an older one. */
    private final Map<Integer, Object> waiting = new HashMap<>();

    Queue(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Lets all run that a map has not run yet, or that are to run again. */
    void fill(MapState state, IntFunction<Duration> waitOf) {
        for (int component = 0; component < state.size(); component++) {
            Status status = state.status(component);
            if (status == Status.UNMATERIALIZED) {
                add(component, Duration.ZERO);
            } else if (status == Status.IDLE) {
                add(component, waitOf.apply(component));
            }
        }
    }

    /** Returns the first that may run; negative if there is none. */
    int first() {
        return ready.nextSetBit(0);
    }

    boolean isEmpty() {
        return ready.isEmpty() && waiting.isEmpty();
    }

    /** Lets a component run, after a wait. */
    void add(int component, Duration wait) {
        remove(component);
        if (wait.isZero()) {
            ready.set(component);
            return;
        }
        Object timer = new Object();
        waiting.put(component, timer);
        mailbox.postLater(wait, () -> {
            if (waiting.remove(component, timer)) {
                ready.set(component);
            }
        });
    }

    void remove(int component) {
        ready.clear(component);
        waiting.remove(component);
    }

    void clear() {
        ready.clear();
        waiting.clear();
    }
}
