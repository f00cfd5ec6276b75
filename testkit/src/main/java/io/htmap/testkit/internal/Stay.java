package io.htmap.testkit.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one attempt.
 *
 * @param saves how many saves it began
 * @param places how many places it passed
 * @param offers whether the function offers its states
 * @param gapNanos the time between one save and the next, the first one from the start; and to the end, if it returned
 * @param struck whether it lost its node as planned
 * @param end how it ended
 * @param value the output, serialized; null if there is none
 * @param trouble what went wrong by itself; empty if nothing did
 * @param printed the last lines that it wrote
 */
record Stay(
        int saves,
        int places,
        boolean offers,
        List<Long> gapNanos,
        boolean struck,
        End end,
        byte @Nullable [] value,
        String trouble,
        String printed) {
    /** How an attempt ends. */
    enum End {
        /** With an output. */
        RETURNED,
        /** The function threw. */
        THREW,
        /** It lost its node, as planned; it is to be run again. */
        LOST,
        /** It did not end in time. */
        HUNG,
        /** By itself, without an output. */
        DIED
    }

    Stay {
        gapNanos = List.copyOf(gapNanos);
    }

    boolean isLast() {
        return end != End.LOST;
    }
}
