package io.htmap.internal.embedded;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** How client and scheduler talk: four bytes of length, then a {@link CheckedText}; one request, one reply. */
final class Frame {
    private static final int MAX_BYTES = 64 << 20;

    private Frame() {}

    static void write(WritableByteChannel channel, CheckedText text) throws IOException {
        byte[] bytes = text.toBytes();
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes).flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    static CheckedText read(ReadableByteChannel channel) throws IOException {
        int length = readFully(channel, Integer.BYTES).getInt();
        if (length < 0 || length > MAX_BYTES) {
            throw new DamagedRecordException("a message of " + length + " bytes");
        }
        return CheckedText.parse(readFully(channel, length).array(), "a message");
    }

    private static ByteBuffer readFully(ReadableByteChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other side hung up");
            }
        }
        return buffer.flip();
    }
}
