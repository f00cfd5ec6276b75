package io.htmap;

/**
 * Where a component stands. Folded from the map's event log, so every process that opens the map sees the same.
 */
public enum Status {
    /** Not handed out yet: the scheduler knows of it and will queue it when there is room. */
    UNMATERIALIZED,
    /** In the queue, waiting for a node; also after an eviction. */
    IDLE,
    /** On an execute node. */
    RUNNING,
    /** On an execute node, stopped for a while; goes on by itself or when it is continued. */
    SUSPENDED,
    /** Set aside with a reason; stays so until it is released. */
    HELD,
    /** Taken out of the queue; will never have an output. */
    REMOVED,
    /** The function threw; there is an error report instead of an output. */
    ERRORED,
    /** The output is there. */
    COMPLETED,
    /**
     * The log does not say. No event leads here, so neither scheduler of this version leaves a component in it: of a log
     * that cannot be read as a whole nobody knows whose events are missing, and it is refused with a {@link
     * CorruptMapException}. For schedulers whose logs say less.
     */
    UNKNOWN;

    /** Returns whether nothing more will happen to the component unless somebody reruns it. */
    public boolean isTerminal() {
        return this == REMOVED || this == ERRORED || this == COMPLETED;
    }

    /** Returns whether the component sits on an execute node. */
    public boolean isOnNode() {
        return this == RUNNING || this == SUSPENDED;
    }

    /** Returns whether the scheduler will bring the component forward without anybody's help. */
    public boolean isActive() {
        return this == UNMATERIALIZED || this == IDLE || isOnNode();
    }

    /** Returns whether the component needs somebody's attention: it is held, errored or removed. */
    public boolean isFailed() {
        return this == HELD || this == ERRORED || this == REMOVED;
    }

    /** Returns the lower-case name that is shown to people. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
