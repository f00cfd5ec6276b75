package io.htmap.runtime.internal.io;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before a payload in a record file: 28 bytes, big-endian.
 *
 * <pre>
 * offset size
 *      0    4 magic "HTR1"
 *      4    4 kind (one of {@link RecordKind}; others are skipped by readers)
 *      8    4 component, from 0
 *     12    4 attempt, from 1; 0 where it does not apply
 *     16    8 length of the payload in bytes
 *     24    4 CRC32C of the 24 bytes before
 * </pre>
 *
 * <p>Behind the payload stand 4 bytes with its CRC32C.
 *
 * @param kind code of the {@link RecordKind}
 * @param component index of the component
 * @param attempt number of the attempt
 * @param length bytes of payload
 * @param offset where the header starts in its file
 */
public record RecordHeader(int kind, int component, int attempt, long length, long offset) {
    /** Bytes of a header. */
    public static final int SIZE = 28;

    static final int TRAILER_SIZE = 4;
    static final int MAGIC = 0x48545231;
    private static final int CRC_OFFSET = 24;

    /** Returns where the payload starts. */
    public long payloadOffset() {
        return offset + SIZE;
    }

    /** Returns where the next record starts. */
    public long end() {
        return payloadOffset() + length + TRAILER_SIZE;
    }

    byte[] encode() {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE);
        buffer.putInt(MAGIC).putInt(kind).putInt(component).putInt(attempt).putLong(length);
        buffer.putInt(crc(buffer.array()));
        return buffer.array();
    }

    /** Returns the header in these bytes, or null if they are not one. */
    static RecordHeader decode(byte[] bytes, long offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt(0) != MAGIC || buffer.getInt(CRC_OFFSET) != crc(bytes) || buffer.getLong(16) < 0) {
            return null;
        }
        return new RecordHeader(buffer.getInt(4), buffer.getInt(8), buffer.getInt(12), buffer.getLong(16), offset);
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_OFFSET);
        return (int) crc.getValue();
    }
}
