package io.htmap;

/**
 * An output names a class that the map does not allow, or claims to be bigger than it is. Outputs come back from machines
 * that nobody vouches for, so they are opened through an allow-list; no code of the refused class was run.
 */
public final class RefusedOutputException extends UnreadableOutputException {
    private static final long serialVersionUID = 1L;

    /** The class that was refused, or empty when a size was. */
    private final String refusedClass;

    /**
     * @param message one line for people, never null
     * @param refusedClass binary name of the class that was refused; empty when a size was refused
     * @param cause what lies beneath, shown only on demand
     */
    public RefusedOutputException(String message, String refusedClass, Throwable cause) {
        super(message, cause);
        this.refusedClass = refusedClass;
    }

    /** Returns the binary name of the class that was refused; empty when a size was refused. */
    public String refusedClass() {
        return refusedClass;
    }
}
