package io.htmap.runtime.internal.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Whole reads and writes; a channel alone may do half of one. */
public final class ChannelIo {
    /** At once; the JDK takes as much memory again beside the heap. */
    private static final int PIECE = 1 << 20;

    private static final int STREAM_BUFFER = 1 << 16;

    private ChannelIo() {}

    /** Writes all bytes at the channel's position. */
    public static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        writeFully(channel, ByteBuffer.wrap(bytes));
    }

    /** Writes all that remains in the buffer at the channel's position. */
    public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        int end = buffer.limit();
        while (buffer.position() < end) {
            channel.write(buffer.limit(Math.min(end, buffer.position() + PIECE)));
        }
    }

    /** Writes all bytes at a place in the file, leaving the channel's position alone. */
    public static void writeFully(FileChannel channel, byte[] bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position());
        }
    }

    /**
     * Reads from a place in the file, leaving the channel's position alone.
     *
     * @throws EOFException when the file ends before that
     */
    public static byte[] readFully(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.position() < length) {
            buffer.limit(Math.min(length, buffer.position() + PIECE));
            int count = channel.read(buffer, position + buffer.position());
            if (count < 0) {
                throw new EOFException("the file ends at byte " + (position + buffer.position()) + ", "
                        + (length - buffer.position()) + " bytes early");
            }
        }
        return buffer.array();
    }

    /** Returns bytes from a place in a file as a stream, which owns the channel from now on. */
    public static InputStream stream(FileChannel channel, long position, long length) throws IOException {
        channel.position(position);
        return new BufferedInputStream(new BoundedStream(Channels.newInputStream(channel), length), STREAM_BUFFER);
    }

    /** Copies bytes from a place in one file to the position of another. */
    public static void copyFully(FileChannel source, long position, long length, FileChannel target)
            throws IOException {
        long done = 0;
        while (done < length) {
            long count = source.transferTo(position + done, length - done, target);
            if (count <= 0) {
                throw new EOFException(
                        "the file ends at byte " + (position + done) + ", " + (length - done) + " bytes early");
            }
            done += count;
        }
    }
}
