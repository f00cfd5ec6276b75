package io.htmap;

/** A tag is invalid, used already, or unknown. */
public final class TagException extends HtmapException {
    private static final long serialVersionUID = 1L;

    /** @param message one line for people */
    public TagException(String message) {
        super(message);
    }
}
