package io.htmap;

/**
 * An output is there but cannot be turned into an object in this program: a class is missing on its class path or has
 * changed, or the bytes are damaged. The output itself is untouched.
 */
public class UnreadableOutputException extends HtmapException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line for people, never null
     * @param cause what lies beneath, shown only on demand
     */
    public UnreadableOutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
