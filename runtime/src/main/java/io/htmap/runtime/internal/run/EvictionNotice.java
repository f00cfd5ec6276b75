package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.probe.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the function that its node is wanted back. A function that asks is let go on until it leaves by itself or its
 * grace period is nearly over; one that never asks is ended at once.
 */
final class EvictionNotice {
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile boolean requested;
    private volatile boolean asked;

    /** The function asks; from now on it is trusted to leave by itself. */
    boolean ask() {
        if (!asked) {
            asked = true;
        }
        return requested;
    }

    boolean isRequested() {
        return requested;
    }

    /** Each listener is told once: by the announcement, or here if that has been made already. */
    void listen(Runnable listener) {
        synchronized (listeners) {
            if (!requested) {
                listeners.add(listener);
                return;
            }
        }
        tell(listener);
    }

    /** Announces the eviction. Returns whether the function will leave by itself. */
    boolean announce() {
        List<Runnable> told;
        synchronized (listeners) {
            requested = true;
            told = new ArrayList<>(listeners);
        }
        for (Runnable listener : told) {
            tell(listener);
        }
        Probe.evictionAnnounced(asked);
        return asked;
    }

    /** One that fails must not keep the others, or the node's owner, waiting. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            StandardStreams.say("[htmap] a listener to evictions failed: " + ThrowableText.headline(e));
        }
    }
}
