package io.htmap.internal.event;

import io.htmap.runtime.internal.io.ChannelIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Writes numbers and texts fast, and a checksum behind them. */
final class StateOutput {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final CRC32C crc = new CRC32C();

    StateOutput(FileChannel channel) {
        this.channel = channel;
    }

    void putByte(int value) throws IOException {
        room(Byte.BYTES).put((byte) value);
    }

    void putInt(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void putLong(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void putBytes(byte[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            putByte(values[i]);
        }
    }

    void putInts(int[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            putInt(values[i]);
        }
    }

    void putLongs(long[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            putLong(values[i]);
        }
    }

    void putText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        putBytes(bytes, bytes.length);
    }

    /** Writes the checksum of all before it, and all that is left. */
    void finish() throws IOException {
        flush();
        buffer.putInt((int) crc.getValue());
        flush();
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        ChannelIo.writeFully(channel, buffer);
        buffer.clear();
    }
}
