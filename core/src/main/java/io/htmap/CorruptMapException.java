package io.htmap;

/** A file of the map directory is missing or damaged; the message names it. */
public final class CorruptMapException extends HtmapException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for people */
    public CorruptMapException(String message) {
        super(message);
    }

    /**
     * @param message one line for people
     * @param cause what lies beneath
     */
    public CorruptMapException(String message, Throwable cause) {
        super(message, cause);
    }
}
