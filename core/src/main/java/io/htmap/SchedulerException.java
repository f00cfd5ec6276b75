package io.htmap;

/** The scheduler cannot be started or reached, or refused. */
public class SchedulerException extends HtmapException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for people */
    public SchedulerException(String message) {
        super(message);
    }

    /**
     * @param message one line for people
     * @param cause what lies beneath
     */
    public SchedulerException(String message, Throwable cause) {
        super(message, cause);
    }
}
