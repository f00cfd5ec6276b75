package io.htmap.internal.event;

import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Reads what {@link StateOutput} wrote, after a look at its checksum. */
final class StateInput {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();

    /**
     * @throws DamagedRecordException when the checksum does not fit
     */
    StateInput(FileChannel channel) throws IOException {
        this.channel = channel;
        check(channel.size() - Integer.BYTES);
        channel.position(0);
        buffer.clear().flip();
    }

    byte getByte() throws IOException {
        return need(Byte.BYTES).get();
    }

    int getInt() throws IOException {
        return need(Integer.BYTES).getInt();
    }

    long getLong() throws IOException {
        return need(Long.BYTES).getLong();
    }

    void getBytes(byte[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            values[i] = getByte();
        }
    }

    void getInts(int[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            values[i] = getInt();
        }
    }

    void getLongs(long[] values, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            values[i] = getLong();
        }
    }

    String getText() throws IOException {
        byte[] bytes = new byte[getInt()];
        getBytes(bytes, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void check(long length) throws IOException {
        CRC32C crc = new CRC32C();
        for (long left = Math.max(0, length); left > 0; ) {
            need(1);
            int count = (int) Math.min(left, buffer.remaining());
            crc.update(buffer.slice(buffer.position(), count));
            buffer.position(buffer.position() + count);
            left -= count;
        }
        if ((int) crc.getValue() != getInt()) {
            throw new DamagedRecordException("the saved state fails its checksum");
        }
    }

    private ByteBuffer need(int bytes) throws IOException {
        while (buffer.remaining() < bytes) {
            buffer.compact();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                throw new EOFException("the saved state ends early");
            }
        }
        return buffer;
    }
}
