package io.htmap.internal.attempt;

import io.htmap.HtmapException;
import io.htmap.Status;

/** Which components may be run again: an attempt that goes on, or is to come, must not be cut off unasked. */
public final class Rerunnable {
    private Rerunnable() {}

    /** @throws HtmapException when a component in this status may not */
    public static void check(int component, Status status) {
        if (status.isOnNode()) {
            throw new HtmapException("component " + component + " is " + status.label()
                    + ": it cannot be run again before it is over; hold it first, or wait");
        }
        if (!status.isTerminal() && status != Status.HELD) {
            throw new HtmapException("component " + component + " is " + status.label()
                    + ": it will run anyway; to have it start from something else, hold it first");
        }
    }
}
