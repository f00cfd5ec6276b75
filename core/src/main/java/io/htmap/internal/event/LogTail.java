package io.htmap.internal.event;

import io.htmap.runtime.internal.io.ChannelIo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;

/**
 * How a log ends.
 *
 * @param end behind its last whole event, or of the file if there is none to be found; if a power cut has left holes in
 *     events that were not forced, before the first of those
 * @param kind of what stands behind that
 * @param lastTime the latest time among the last events, the epoch if there is none
 */
record LogTail(long end, Kind kind, Instant lastTime) {
    /** Enough to hold one whole event, however long, behind what is left of another. */
    private static final int LENGTH = 2 * LogScanner.MAX_EVENT;

    /** What stands behind the last whole event. */
    enum Kind {
        /** Nothing. */
        WHOLE,
        /** An event that is whole but for its last line break. */
        LACKS_LINE_BREAK,
        /** The beginning of an event, or what a power cut has left of some. */
        TORN,
        /** Something too long to be one. */
        NOISE
    }

    static LogTail read(FileChannel channel) throws IOException {
        long size = channel.size();
        long from = Math.max(0, size - LENGTH);
        byte[] bytes = ChannelIo.readFully(channel, from, (int) (size - from));
        LatestTime latest = new LatestTime();
        LogPosition.Mode mode = from == 0 ? LogPosition.Mode.EVENT : LogPosition.Mode.SKIPPING_MID_LINE;
        LogScanner scanner = new LogScanner(new LogPosition(from, mode), latest);
        scanner.feed(bytes, 0, bytes.length);
        if (latest.hole < 0 && scanner.position().mode() == LogPosition.Mode.EVENT) {
            int tail = (int) (scanner.position().offset() - from);
            latest.hole = EventFold.hasHoles(bytes, tail, bytes.length) ? from + tail : -1;
        }
        if (latest.hole >= 0) {
            return new LogTail(latest.hole, Kind.TORN, latest.time);
        }
        Kind kind = kind(scanner, size);
        return new LogTail(kind == Kind.TORN ? scanner.position().offset() : size, kind, latest.time);
    }

    private static Kind kind(LogScanner scanner, long size) {
        if (scanner.lacksLineBreak()) {
            return Kind.LACKS_LINE_BREAK;
        }
        LogPosition position = scanner.position();
        if (position.mode() != LogPosition.Mode.EVENT) {
            return Kind.NOISE;
        }
        return position.offset() == size ? Kind.WHOLE : Kind.TORN;
    }

    private static final class LatestTime implements LogScanner.Sink {
        private final EventParser parser = new EventParser();
        private Instant time = Instant.EPOCH;
        private long hole = -1;

        @Override
        public void event(long offset, byte[] bytes, int from, int to) {
            if (hole < 0 && EventFold.hasHoles(bytes, from, to)) {
                hole = offset;
            }
            try {
                Instant next = parser.parse(bytes, from, to).time();
                time = next.isAfter(time) ? next : time;
            } catch (EventParseException damaged) {
                // has no time; readers count it as damage
                return;
            }
        }

        @Override
        public void tooLong(long offset) {
            // has no time either
        }
    }
}
