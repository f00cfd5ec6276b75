package io.htmap;

/**
 * A function or an input would not survive Java serialization: it cannot be written, cannot be read back, or would
 * silently lose a value on the way. The message names the path of fields to the culprit, as in {@code input 3 ->
 * Params.solver -> Solver.socket (java.net.Socket): ...}.
 */
public final class UnserializableException extends CaptureException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line for people, never null
     * @param cause what serialization threw
     */
    public UnserializableException(String message, Throwable cause) {
        super(message, cause);
    }
}
