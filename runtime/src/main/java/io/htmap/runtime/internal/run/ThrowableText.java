package io.htmap.runtime.internal.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A throwable as text, whatever it does: circular causes are cut, overridden methods that throw are named, and a stack
 * overflow in twenty causes does not make a report of megabytes.
 */
final class ThrowableText {
    static final int MOST_LINES = 2_000;
    static final int MOST_FRAMES = 1_024;
    static final int LONGEST_MESSAGE = 16 * 1024;

    private final List<String> lines = new ArrayList<>();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private ThrowableText() {}

    /** Returns the stack trace as Java prints it, a line each. */
    static List<String> lines(Throwable thrown) {
        ThrowableText text = new ThrowableText();
        text.append(thrown, "", "");
        if (text.lines.size() > MOST_LINES) {
            List<String> cut = new ArrayList<>(text.lines.subList(0, MOST_LINES));
            cut.add("... " + (text.lines.size() - MOST_LINES) + " more lines");
            return cut;
        }
        return text.lines;
    }

    /** Returns the message, cut if it is very long; null if there is none. */
    static String message(Throwable thrown) {
        try {
            return cut(thrown.getMessage());
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return "(its message cannot be read: " + e.getClass().getName() + ")";
        }
    }

    /** Returns what its toString would be, if it is not overridden. */
    static String headline(Throwable thrown) {
        String message = message(thrown);
        return thrown.getClass().getName() + (message == null ? "" : ": " + message);
    }

    private void append(Throwable thrown, String caption, String indent) {
        if (lines.size() > MOST_LINES) {
            return;
        }
        String headline = headline(thrown);
        if (!seen.add(thrown)) {
            lines.add(indent + caption + "[circular: "
                    + headline.lines().findFirst().orElse("") + "]");
            return;
        }
        addAll(headline, indent + caption, indent);
        appendFrames(thrown, indent);
        for (Throwable suppressed : thrown.getSuppressed()) {
            append(suppressed, "Suppressed: ", indent + "\t");
        }
        Throwable cause = cause(thrown);
        if (cause != null) {
            append(cause, "Caused by: ", indent);
        }
    }

    private void appendFrames(Throwable thrown, String indent) {
        StackTraceElement[] frames = frames(thrown);
        int shown = Math.min(frames.length, MOST_FRAMES);
        for (int i = 0; i < shown; i++) {
            lines.add(indent + "\tat " + frames[i]);
        }
        if (shown < frames.length) {
            lines.add(indent + "\t... " + (frames.length - shown) + " more");
        }
    }

    private void addAll(String text, String first, String others) {
        String prefix = first;
        for (String line : text.split("\\R", -1)) {
            lines.add(prefix + line);
            prefix = others;
        }
    }

    private static StackTraceElement[] frames(Throwable thrown) {
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            return frames == null ? new StackTraceElement[0] : frames;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return new StackTraceElement[0];
        }
    }

    /** Returns the cause, or null. */
    static Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return null;
        }
    }

    private static String cut(String message) {
        if (message == null || message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        return message.substring(0, LONGEST_MESSAGE) + "... " + (message.length() - LONGEST_MESSAGE)
                + " more characters";
    }
}
