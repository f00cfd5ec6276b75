package io.htmap;

/** A component is held; the message tells why and what to do. */
public final class ComponentHeldException extends ComponentException {
    private static final long serialVersionUID = 1L;

    private final transient Hold hold;

    /**
     * @param component index of the component
     * @param hold why it is held
     * @param message one line for people
     */
    public ComponentHeldException(int component, Hold hold, String message) {
        super(component, message);
        this.hold = hold;
    }

    /** Returns why it is held. */
    public Hold hold() {
        return hold;
    }
}
