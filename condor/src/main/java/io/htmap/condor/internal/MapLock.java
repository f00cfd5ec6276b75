package io.htmap.condor.internal;

import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by who changes what the scheduler keeps in a map directory: by one thread of one program at a time. Locks of files
 * are a process's, so threads of one program have a lock of their own before it.
 */
final class MapLock implements AutoCloseable {
    private static final Map<Path, ReentrantLock> WITHIN = new ConcurrentHashMap<>();

    private final ReentrantLock within;
    private final FileChannel channel;

    private MapLock(ReentrantLock within, FileChannel channel) {
        this.within = within;
        this.channel = channel;
    }

    /** Waits for the lock. */
    static MapLock take(CondorFolder folder) {
        ReentrantLock within = WITHIN.computeIfAbsent(folder.lock(), path -> new ReentrantLock());
        within.lock();
        try {
            DurableFiles.createDirectories(folder.path());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel);
            return new MapLock(within, channel);
        } catch (IOException e) {
            within.unlock();
            throw Problems.of("cannot lock", folder.lock(), e);
        } catch (RuntimeException | Error e) {
            within.unlock();
            throw e;
        }
    }

    private static void lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.lock();
            assert lock.isValid();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            within.unlock();
        }
    }
}
