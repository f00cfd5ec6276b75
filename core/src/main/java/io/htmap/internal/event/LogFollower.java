package io.htmap.internal.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Follows an event log that others write, and keeps its fold up to date. A torn event at the end is read again at each
 * poll until it is whole, so its writer may as well take it back. Not thread-safe.
 */
public final class LogFollower {
    private static final String BEGINNING = "000 (";
    private static final int CHUNK = 1 << 18;

    private final Path log;
    private final EventFold fold;
    private LogPosition position;
    private boolean endsInNoise;

    /** Follows a log from its beginning; the file need not exist yet. */
    public LogFollower(Path log, EventParser parser, MapState state) {
        this(log, new EventFold(parser, state, new LogDamage()), LogPosition.START);
    }

    LogFollower(Path log, EventFold fold, LogPosition position) {
        this.log = log;
        this.fold = fold;
        this.position = position;
    }

    /** Returns the log. */
    public Path log() {
        return log;
    }

    /** Returns the state as of the last poll. */
    public MapState state() {
        return fold.state();
    }

    /** Returns what the log holds that is not an event, as of the last poll. */
    public LogDamage damage() {
        return fold.damage();
    }

    /**
     * Returns whether what stands behind the last whole event, as of the last poll, cannot become an event. Holes that a
     * power cut has left can: the next writer closes them.
     */
    public boolean endsInNoise() {
        return endsInNoise;
    }

    /** Returns where the next poll goes on. */
    public LogPosition position() {
        return position;
    }

    /**
     * Reads what is new.
     *
     * @return whether it changed the state
     * @throws LogTruncatedException when the log is shorter than what was read of it
     */
    public boolean poll() throws IOException {
        long before = state().version();
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < position.offset()) {
                throw new LogTruncatedException(log, position.offset(), size);
            }
            if (size > position.offset()) {
                read(channel);
            }
        } catch (NoSuchFileException notYet) {
            if (position.offset() > 0) {
                throw new LogTruncatedException(log, position.offset(), 0);
            }
        }
        return state().version() != before;
    }

    /** Every event begins with three digits, a space and a bracket. */
    private static boolean mayBegin(FileChannel channel, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BEGINNING.length());
        int length = channel.read(bytes, offset);
        for (int i = 0; i < length; i++) {
            byte b = bytes.get(i);
            boolean fits = BEGINNING.charAt(i) == '0' ? b >= '0' && b <= '9' : b == BEGINNING.charAt(i);
            if (!fits && b != 0) {
                return false;
            }
        }
        return true;
    }

    private void read(FileChannel channel) throws IOException {
        LogScanner scanner = new LogScanner(position, fold);
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        long offset = position.offset();
        for (int count; (count = channel.read(buffer.clear(), offset)) > 0; offset += count) {
            scanner.feed(buffer.array(), 0, count);
            position = scanner.position();
        }
        endsInNoise = position.mode() == LogPosition.Mode.EVENT && !mayBegin(channel, position.offset());
    }
}
