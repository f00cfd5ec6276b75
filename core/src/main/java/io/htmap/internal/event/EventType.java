package io.htmap.internal.event;

/** The kinds of event that mean something to us, with HTCondor's numbers and the words that each begins with. */
public enum EventType {
    SUBMIT(0, "Job submitted from host:"),
    EXECUTE(1, "Job executing on host:"),
    EVICTED(4, "Job was evicted."),
    TERMINATED(5, "Job terminated."),
    IMAGE_SIZE(6, "Image size of job updated:"),
    SHADOW_EXCEPTION(7, "Shadow exception!"),
    GENERIC(8, ""),
    ABORTED(9, "Job was aborted"),
    SUSPENDED(10, "Job was suspended."),
    UNSUSPENDED(11, "Job was unsuspended."),
    HELD(12, "Job was held."),
    RELEASED(13, "Job was released."),
    DISCONNECTED(22, "Job disconnected"),
    RECONNECTED(23, "Job reconnected to"),
    RECONNECT_FAILED(24, "Job reconnection failed"),
    JOB_AD(28, "Job ad information event triggered."),
    FACTORY_SUBMITTED(35, "Cluster submitted from host:"),
    FACTORY_REMOVED(36, "Cluster removed"),
    FACTORY_PAUSED(37, "Job Materialization Paused"),
    FACTORY_RESUMED(38, "Job Materialization Resumed"),
    FILE_TRANSFER(40, ""),
    /** Any other number. */
    OTHER(-1, "");

    private static final EventType[] BY_NUMBER = new EventType[FILE_TRANSFER.number + 1];

    static {
        for (EventType type : values()) {
            if (type != OTHER) {
                BY_NUMBER[type.number] = type;
            }
        }
    }

    private final int number;
    private final String banner;

    EventType(int number, String banner) {
        this.number = number;
        this.banner = banner;
    }

    /** Returns HTCondor's number, -1 for {@link #OTHER}. */
    public int number() {
        return number;
    }

    /** Returns the words that the event's text begins with. */
    String banner() {
        return banner;
    }

    /** Returns the kind with that number. */
    static EventType of(int number) {
        boolean known = number >= 0 && number < BY_NUMBER.length && BY_NUMBER[number] != null;
        return known ? BY_NUMBER[number] : OTHER;
    }
}
