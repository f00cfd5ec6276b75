package io.htmap.internal.event;

/** Hands out the lines of an event, without their line ends. */
final class EventLines {
    private final String text;
    private int at;

    EventLines(String text) {
        this.text = text;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** Returns the next line, empty behind the last. */
    String next() {
        int end = text.indexOf('\n', at);
        int stop = end < 0 ? text.length() : end;
        String line = text.substring(at, stop > at && text.charAt(stop - 1) == '\r' ? stop - 1 : stop);
        at = end < 0 ? stop : end + 1;
        return line;
    }

    /** Returns the next line without the blanks around it. */
    String nextTrimmed() {
        return next().strip();
    }
}
