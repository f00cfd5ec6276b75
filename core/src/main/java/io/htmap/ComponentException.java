package io.htmap;

/** A component cannot give what was asked for; which one, {@link #component()} tells. */
public class ComponentException extends HtmapException {
    private static final long serialVersionUID = 1L;

    private final int component;

    /**
     * @param component index of the component
     * @param message one line for people
     */
    public ComponentException(int component, String message) {
        super(message);
        this.component = component;
    }

    /** Returns the index of the component. */
    public int component() {
        return component;
    }
}
