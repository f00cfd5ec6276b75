package io.htmap.internal.event;

import java.util.Arrays;

/**
 * Cuts the bytes of a log into whole events, however they come in chunks. An event is what stands before a line
 * {@code ...}; what has no such line yet is kept waiting, up to a limit, beyond which everything up to the next such line
 * is skipped. Never looks into an event. Not thread-safe.
 */
public final class LogScanner {
    /** No event is longer. */
    static final int MAX_EVENT = 1 << 20;

    private static final int DOTS = 3;
    private static final int DOTS_AND_RETURN = 4;
    private static final int OTHER_LINE = -1;

    /** Takes what the scanner finds, in the order of the log. */
    public interface Sink {
        /**
         * A whole event.
         *
         * @param offset where it begins in the log
         * @param bytes holds its lines, without the line {@code ...}, only during this call
         * @param from its first byte there
         * @param to behind its last byte there
         */
        void event(long offset, byte[] bytes, int from, int to);

        /** What begins there is too long to be an event and is skipped. */
        void tooLong(long offset);
    }

    private final Sink sink;
    private long position;
    private long eventStart;
    private boolean skipping;
    /** How many characters of a line "..." or "...\r" the current line is, or {@link #OTHER_LINE}. */
    private int line;

    private byte[] pending = new byte[0];
    private int pendingLength;

    /**
     * @param start where the first byte that is fed stands in the log
     */
    public LogScanner(LogPosition start, Sink sink) {
        this.sink = sink;
        this.position = start.offset();
        this.eventStart = start.offset();
        this.skipping = start.mode() != LogPosition.Mode.EVENT;
        this.line = start.mode() == LogPosition.Mode.SKIPPING_MID_LINE ? OTHER_LINE : 0;
    }

    /** Takes the next bytes of the log. */
    public void feed(byte[] chunk, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            position++;
            if (chunk[i] != '\n') {
                line = longer(line, chunk[i]);
            } else {
                int terminator = line >= DOTS ? line + 1 : 0;
                line = 0;
                if (terminator > 0) {
                    end(chunk, start, i + 1, terminator);
                    start = i + 1;
                    continue;
                }
            }
            if (!skipping && position - eventStart >= MAX_EVENT) {
                skip();
            }
        }
        if (!skipping) {
            keep(chunk, start, to);
        }
    }

    /** Returns where another scanner can go on; what this one keeps waiting is read again. */
    public LogPosition position() {
        if (!skipping) {
            return new LogPosition(eventStart, LogPosition.Mode.EVENT);
        }
        return line == OTHER_LINE
                ? new LogPosition(position, LogPosition.Mode.SKIPPING_MID_LINE)
                : new LogPosition(position - line, LogPosition.Mode.SKIPPING);
    }

    /** Returns whether the last event lacks nothing but the line break at its very end. */
    boolean lacksLineBreak() {
        return line >= DOTS;
    }

    private static int longer(int line, byte b) {
        boolean fits = b == '.' ? line >= 0 && line < DOTS : b == '\r' && line == DOTS;
        return fits ? line + 1 : OTHER_LINE;
    }

    private void end(byte[] chunk, int from, int to, int terminator) {
        long start = eventStart;
        eventStart = position;
        if (skipping) {
            skipping = false;
        } else if (pendingLength == 0) {
            sink.event(start, chunk, from, to - terminator);
        } else {
            keep(chunk, from, to);
            int length = pendingLength - terminator;
            pendingLength = 0;
            sink.event(start, pending, 0, length);
        }
    }

    private void skip() {
        skipping = true;
        pending = new byte[0];
        pendingLength = 0;
        sink.tooLong(eventStart);
    }

    private void keep(byte[] chunk, int from, int to) {
        int length = pendingLength + (to - from);
        if (length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(length, 2 * pending.length));
        }
        System.arraycopy(chunk, from, pending, pendingLength, to - from);
        pendingLength = length;
    }
}
