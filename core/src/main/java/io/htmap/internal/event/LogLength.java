package io.htmap.internal.event;

import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How long a log is, noted beside it by its writer: who opens the log of a map that runs can tell by it that the log was
 * cut off. Without it, what was cut off would look as if it had not happened yet, and be waited for. The note is not
 * forced: it may say less than there is, never more.
 */
public final class LogLength {
    private static final int BYTES = 2 * Long.BYTES;

    private LogLength() {}

    /** Notes how many bytes of the log are durable; a new file gets mode 0600. */
    public static void note(Path file, long length) throws IOException {
        byte[] bytes = new byte[BYTES];
        ByteBuffer note = ByteBuffer.wrap(bytes).putLong(length);
        note.putLong(check(bytes));
        try (FileChannel channel = open(file)) {
            ChannelIo.writeFully(channel, bytes, 0);
        }
    }

    /**
     * Checks that a log is as long as was noted; no note, or one that is damaged, says nothing.
     *
     * @throws LogTruncatedException when it is shorter
     */
    public static void check(Path file, Path log) throws IOException {
        // the note first: the log grows before it does
        long noted = read(file);
        long size = noted == 0 || !Files.exists(log) ? 0 : Files.size(log);
        if (size < noted) {
            throw new LogTruncatedException(log, noted, size);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException first) {
            return DurableFiles.createPrivate(file);
        }
    }

    private static long read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return 0;
        }
        ByteBuffer note = ByteBuffer.wrap(bytes);
        boolean whole = bytes.length == BYTES && note.getLong(Long.BYTES) == check(bytes);
        return whole ? note.getLong() : 0;
    }

    private static long check(byte[] bytes) {
        return Fingerprint.of(bytes, 0, Long.BYTES);
    }
}
