package io.htmap;

/** The waiting thread was interrupted; its interrupt flag is set. */
public final class WaitInterruptedException extends HtmapException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for people */
    public WaitInterruptedException(String message) {
        super(message);
    }

    /**
     * @param message one line for people
     * @param cause what lies beneath
     */
    public WaitInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
