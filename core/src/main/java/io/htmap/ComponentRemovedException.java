package io.htmap;

/** A component was removed and will never have an output. */
public final class ComponentRemovedException extends ComponentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param component index of the component
     * @param message one line for people
     */
    public ComponentRemovedException(int component, String message) {
        super(component, message);
    }
}
