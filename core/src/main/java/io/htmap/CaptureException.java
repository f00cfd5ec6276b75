package io.htmap;

/**
 * A function or one of its inputs cannot travel to the execute node. Thrown before anything of the map is created. The
 * message names what stands in the way and what to do about it.
 */
public class CaptureException extends HtmapException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line for people, never null
     */
    public CaptureException(String message) {
        super(message);
    }

    /**
     * @param message one line for people, never null
     * @param cause what lies beneath, shown only on demand
     */
    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
