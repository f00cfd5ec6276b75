package io.htmap;

/** How a stay of a component on an execute node ended. */
public enum AttemptEnd {
    /** The function returned and its output is stored. */
    COMPLETED,
    /** The function threw; the error report is stored. */
    ERRORED,
    /** Evicted politely: a signal and a grace period. */
    EVICTED,
    /** Evicted hard: killed, power cut, lost node. */
    LOST,
    /** The function ended its JVM: System.exit, out of memory, a crash in native code. */
    FAILED,
    /** Put on hold while it ran. */
    HELD,
    /** Removed while it ran. */
    REMOVED;

    /** Returns whether the component lost its node through no fault of its own. */
    public boolean isEviction() {
        return this == EVICTED || this == LOST;
    }
}
