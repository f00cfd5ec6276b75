package io.htmap;

/** A component's function threw; {@link #error()} has the report. */
public final class ComponentErrorException extends ComponentException {
    private static final long serialVersionUID = 1L;

    private final transient ComponentError error;

    /**
     * @param error the report
     * @param message one line for people
     */
    public ComponentErrorException(ComponentError error, String message) {
        super(error.component(), message);
        this.error = error;
    }

    /** Returns the report. */
    public ComponentError error() {
        return error;
    }
}
