package io.htmap.runtime.internal.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The frame of a packed generation, big-endian. It is written in one pass; every byte of it is covered by a checksum.
 *
 * <pre>
 * header    7 "HTMCKPT", 1 version, 4 component, 4 number, 4 attempt, 4 CRC32C of the 20 bytes before
 * bytes     of all files, one after the other
 * manifest  see {@link Manifest}
 * footer    7 "HTMCEND", 1 version, 8 offset and 4 length of the manifest, 4 its CRC32C, 4 CRC32C of the 24 before
 * </pre>
 *
 * Later versions keep the header and the footer as they are.
 */
final class PackedFormat {
    static final int VERSION = 1;
    static final int HEADER_SIZE = 24;
    static final int FOOTER_SIZE = 28;
    static final int MAGIC_SIZE = 7;
    static final int CRC_SIZE = 4;
    static final byte[] HEADER_MAGIC = "HTMCKPT".getBytes(StandardCharsets.US_ASCII);
    static final byte[] FOOTER_MAGIC = "HTMCEND".getBytes(StandardCharsets.US_ASCII);

    private PackedFormat() {}

    static byte[] header(int component, Generation generation) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_SIZE);
        buffer.put(HEADER_MAGIC).put((byte) VERSION);
        buffer.putInt(component).putInt(generation.number()).putInt(generation.attempt());
        return sealed(buffer);
    }

    static byte[] footer(long manifestOffset, byte[] manifest) {
        ByteBuffer buffer = ByteBuffer.allocate(FOOTER_SIZE);
        buffer.put(FOOTER_MAGIC).put((byte) VERSION);
        buffer.putLong(manifestOffset).putInt(manifest.length).putInt(crc(manifest, manifest.length));
        return sealed(buffer);
    }

    /** Returns whether the bytes start with the magic and end with the checksum of the rest. */
    static boolean isSealed(byte[] bytes, byte[] magic) {
        for (int i = 0; i < MAGIC_SIZE; i++) {
            if (bytes[i] != magic[i]) {
                return false;
            }
        }
        int length = bytes.length - CRC_SIZE;
        return ByteBuffer.wrap(bytes).getInt(length) == crc(bytes, length);
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static byte[] sealed(ByteBuffer buffer) {
        byte[] bytes = buffer.array();
        return buffer.putInt(crc(bytes, bytes.length - CRC_SIZE)).array();
    }
}
