package io.htmap.internal.event;

/** A piece of the log is not an event. The message says what was expected. */
public final class EventParseException extends Exception {
    private static final long serialVersionUID = 1L;

    EventParseException(String message) {
        // no stack: a damaged log may throw a million of them, and the message says it all
        super(message, null, false, false);
    }
}
