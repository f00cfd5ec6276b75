package io.htmap;

import java.io.PrintStream;

/**
 * The root of everything that the library throws on purpose. Its message is one line for people: what was wrong, where,
 * and what to do.
 */
public class HtmapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message one line for people, never null
     */
    public HtmapException(String message) {
        super(message);
    }

    /**
     * @param message one line for people, never null
     * @param cause what lies beneath, shown only on demand
     */
    public HtmapException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * As {@link Throwable#printStackTrace(PrintStream)}; but under {@code htmap run}, which sets the system property
     * {@code htmap.brief}, only the one line.
     */
    @Override
    public void printStackTrace(PrintStream stream) {
        if (Boolean.getBoolean("htmap.brief")) {
            stream.println(this);
        } else {
            super.printStackTrace(stream);
        }
    }
}
