package io.htmap;

/** The map was removed, by this handle or behind its back. */
public final class MapRemovedException extends HtmapException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for people */
    public MapRemovedException(String message) {
        super(message);
    }
}
