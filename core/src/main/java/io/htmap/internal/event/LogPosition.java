package io.htmap.internal.event;

/**
 * Where a reader of a log goes on.
 *
 * @param offset the first byte to read again; in good times the end of the last whole event
 * @param mode how to take what comes there
 */
public record LogPosition(long offset, Mode mode) {
    /** The beginning of a log. */
    public static final LogPosition START = new LogPosition(0, Mode.EVENT);

    /** How to take the bytes at a position. The order is part of the saved state's format. */
    public enum Mode {
        /** An event begins here. */
        EVENT,
        /** A line begins here, inside something too long to be an event. */
        SKIPPING,
        /** As {@link #SKIPPING}, in the middle of a line. */
        SKIPPING_MID_LINE
    }
}
