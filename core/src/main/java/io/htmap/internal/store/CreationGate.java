package io.htmap.internal.store;

import io.htmap.HtmapException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the cleaner away from maps that are being made: makers pass the gate together, the cleaner alone. Across
 * processes it is a file lock, which dies with its process; those are held per process, so inside one JVM the passages
 * are counted.
 */
public final class CreationGate {
    private static final Map<Path, Gate> OPEN = new HashMap<>();

    private CreationGate() {}

    /** A passage; closing it leaves the gate. */
    public interface Passage extends AutoCloseable {
        @Override
        void close();
    }

    /** Passes as one who makes a map; waits while a cleaner is at work. */
    public static Passage enterToCreate(Home home) {
        Path file = file(home);
        synchronized (OPEN) {
            Gate gate = OPEN.get(file);
            if (gate == null) {
                gate = new Gate(open(file), false);
                gate.lockShared(file);
                OPEN.put(file, gate);
            } else if (gate.exclusive) {
                throw new HtmapException("another thread of this program is cleaning " + home.path()
                        + "; make the map when it has ended");
            }
            gate.count++;
            return () -> leave(file);
        }
    }

    /** Passes as the cleaner; empty if a map is being made, or somebody else cleans. */
    public static Optional<Passage> tryEnterToClean(Home home) {
        Path file = file(home);
        synchronized (OPEN) {
            if (OPEN.containsKey(file)) {
                return Optional.empty();
            }
            Gate gate = new Gate(open(file), true);
            if (!gate.tryLockExclusive(file)) {
                gate.close(file);
                return Optional.empty();
            }
            gate.count = 1;
            OPEN.put(file, gate);
            return Optional.of(() -> leave(file));
        }
    }

    private static void leave(Path file) {
        synchronized (OPEN) {
            Gate gate = OPEN.get(file);
            if (gate != null && --gate.count == 0) {
                OPEN.remove(file);
                gate.close(file);
            }
        }
    }

    private static Path file(Home home) {
        try {
            return home.path().toRealPath().resolve("creating.lock");
        } catch (IOException e) {
            throw Problems.of("cannot find the home folder", home.path(), e);
        }
    }

    private static FileChannel open(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            return channel;
        } catch (IOException e) {
            throw Problems.of("cannot open", file, e);
        }
    }

    private static final class Gate {
        private final FileChannel channel;
        private final boolean exclusive;
        private int count;

        private Gate(FileChannel channel, boolean exclusive) {
            this.channel = channel;
            this.exclusive = exclusive;
        }

        private void lockShared(Path file) {
            try {
                channel.lock(0, Long.MAX_VALUE, true);
            } catch (IOException e) {
                close(file);
                throw Problems.of("cannot lock", file, e);
            }
        }

        private boolean tryLockExclusive(Path file) {
            try {
                FileLock lock = channel.tryLock();
                return lock != null;
            } catch (IOException e) {
                close(file);
                throw Problems.of("cannot lock", file, e);
            }
        }

        /** Closing the channel releases its lock. */
        private void close(Path file) {
            try {
                channel.close();
            } catch (IOException e) {
                throw Problems.of("cannot close", file, e);
            }
        }
    }
}
