package io.htmap.runtime.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** A buffered stream into a channel that counts, and computes the CRC32C, of what goes through. */
final class ChecksummingStream extends OutputStream {
    private static final int BUFFER_SIZE = 16 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
    private final CRC32C crc = new CRC32C();
    private long length;

    ChecksummingStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), count - done);
            buffer.put(bytes, offset + done, part);
            done += part;
        }
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        length += buffer.remaining();
        ChannelIo.writeFully(channel, buffer);
        buffer.clear();
    }

    /** Returns the checksum of all that was flushed. */
    int crc() {
        return (int) crc.getValue();
    }

    /** Returns how many bytes were flushed. */
    long length() {
        return length;
    }
}
