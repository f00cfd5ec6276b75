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
    private static final int CHUNK = 1 << 18;

    private final Path log;
    private final EventFold fold;
    private LogPosition position;

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

    private void read(FileChannel channel) throws IOException {
        LogScanner scanner = new LogScanner(position, fold);
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        long offset = position.offset();
        for (int count; (count = channel.read(buffer.clear(), offset)) > 0; offset += count) {
            scanner.feed(buffer.array(), 0, count);
            position = scanner.position();
        }
    }
}
