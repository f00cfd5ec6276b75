package io.htmap.runtime.internal.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes packed generations that are wrong although their checksums are right. */
final class PackedSurgery {
    private PackedSurgery() {}

    static void setVersion(Path file, int version) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int footer = bytes.length - PackedFormat.FOOTER_SIZE;
        byte[] head = reseal(bytes, 0, PackedFormat.HEADER_SIZE, version);
        byte[] foot = reseal(bytes, footer, PackedFormat.FOOTER_SIZE, version);
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(foot, 0, bytes, footer, foot.length);
        Files.write(file, bytes);
    }

    static void setHeaderVersion(Path file, int version) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] head = reseal(bytes, 0, PackedFormat.HEADER_SIZE, version);
        System.arraycopy(head, 0, bytes, 0, head.length);
        Files.write(file, bytes);
    }

    /** Returns a generation whose frame is right and whose manifest, right checksum and all, says this. */
    static byte[] withManifest(int component, Generation generation, byte[] content, byte[] manifest)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(PackedFormat.header(component, generation));
        file.write(content);
        byte[] footer = PackedFormat.footer(file.size(), manifest);
        file.write(manifest);
        file.write(footer);
        return file.toByteArray();
    }

    private static byte[] reseal(byte[] bytes, int offset, int length, int version) {
        byte[] part = Arrays.copyOfRange(bytes, offset, offset + length);
        part[PackedFormat.MAGIC_SIZE] = (byte) version;
        int sealed = length - PackedFormat.CRC_SIZE;
        ByteBuffer.wrap(part).putInt(sealed, PackedFormat.crc(part, sealed));
        return part;
    }
}
