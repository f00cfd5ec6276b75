package io.htmap.internal.event;

/** How an attempt ended. The order is part of the saved state's format: append only. */
public enum AttemptEnd {
    /** The function returned; its output is there. */
    COMPLETED,
    /** The function threw; its error report is there. */
    ERRORED,
    /** Politely evicted: it was told to go and had its grace period. */
    EVICTED,
    /** Lost without a word: a kill, a power cut, a node that is gone. */
    LOST,
    /** Ended by a hold. */
    HELD,
    /** The function took its own JVM down: an exit, no memory, a crash in native code. */
    FAILED,
    /** Ended by a removal. */
    REMOVED
}
