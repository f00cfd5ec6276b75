package io.htmap.internal.event;

import io.htmap.AttemptEnd;
import io.htmap.Status;
import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.LoggerFactory;

/**
 * Saves how far a log was folded. Only a cache: if anything is wrong with it, the log is folded from its beginning. The
 * one thing that it knows better is that the log has become shorter.
 */
public final class StateFile {
    /** "HTMAPST" and the number of the format; other statuses or ends make another format. */
    private static final long MAGIC = 0x48544d4150535403L
            ^ Arrays.toString(Status.values()).hashCode()
            ^ Arrays.toString(AttemptEnd.values()).hashCode();

    /** So many bytes of the log, at its beginning and before the offset, tell it from another. */
    private static final int SAMPLE = 4096;

    private static final LogPosition.Mode[] MODES = LogPosition.Mode.values();

    private StateFile() {}

    /**
     * Saves a follower's state, atomically.
     *
     * @throws IOException when it could not be saved, or the log could not be read; the old file is then still there
     */
    public static void save(Path file, LogFollower follower) throws IOException {
        LogPosition position = follower.position();
        long sample = sample(follower.log(), position.offset());
        DurableFiles.replace(file, channel -> {
            StateOutput out = new StateOutput(channel);
            out.putLong(MAGIC);
            out.putLong(position.offset());
            out.putByte(position.mode().ordinal());
            out.putLong(sample);
            StateCodec.write(out, follower.state());
            StateCodec.writeDamage(out, follower.damage());
            out.finish();
        });
    }

    /**
     * Returns a follower that goes on where the saved one stood; one that starts at the beginning if there is no usable
     * saved state.
     *
     * @param size how many components the map has
     * @param mapping as for {@link MapState}
     * @throws LogTruncatedException when the log is shorter than the state says
     */
    public static LogFollower load(Path file, Path log, EventParser parser, int size, JobMapping mapping)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(new StateInput(channel), log, parser, size, mapping);
        } catch (NoSuchFileException none) {
            // the first reader of a log, or a saver that was killed
        } catch (IOException e) {
            // asked for only now: a program without a logging provider is told so at the first use of one
            LoggerFactory.getLogger(StateFile.class)
                    .info(
                            "the saved state {} is not used, the event log is read from its beginning: {}",
                            file,
                            e.toString());
        }
        return new LogFollower(log, parser, new MapState(size, mapping));
    }

    private static LogFollower read(StateInput in, Path log, EventParser parser, int size, JobMapping mapping)
            throws IOException {
        if (in.getLong() != MAGIC) {
            throw new DamagedRecordException("it has another format");
        }
        LogPosition position = new LogPosition(in.getLong(), MODES[in.getByte()]);
        if (in.getLong() != sample(log, position.offset())) {
            throw new DamagedRecordException("it belongs to another log");
        }
        MapState state = StateCodec.read(in, size, mapping);
        return new LogFollower(log, new EventFold(parser, state, StateCodec.readDamage(in)), position);
    }

    private static long sample(Path log, long offset) throws IOException {
        if (offset == 0) {
            return 0;
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            if (channel.size() < offset) {
                throw new LogTruncatedException(log, offset, channel.size());
            }
            int length = (int) Math.min(SAMPLE, offset);
            byte[] first = ChannelIo.readFully(channel, 0, length);
            byte[] last = ChannelIo.readFully(channel, offset - length, length);
            return Fingerprint.of(first, 0, length) * 31 + Fingerprint.of(last, 0, length);
        } catch (NoSuchFileException e) {
            throw new LogTruncatedException(log, offset, 0);
        }
    }
}
