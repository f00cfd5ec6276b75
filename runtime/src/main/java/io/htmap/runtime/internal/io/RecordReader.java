package io.htmap.runtime.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads a record file: the 8 bytes "HTMAPRF1", then records (see {@link RecordHeader}). A record that is not whole yet,
 * at the end, is as good as not there. Not thread-safe; does not own its channel.
 */
public final class RecordReader {
    /** Where the first record starts. */
    public static final long START = 8;

    private static final int SEARCHED_BYTES = 1 << 20;
    private static final int PIECE = 64 * 1024;
    private static final byte[] FILE_HEADER = "HTMAPRF1".getBytes(StandardCharsets.US_ASCII);

    private final FileChannel channel;
    private final String name;

    /**
     * @param channel open for reading
     * @param name what messages call the file
     * @throws DamagedRecordException when it is not a record file
     */
    public RecordReader(FileChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        if (!isRecordFile(channel)) {
            throw new DamagedRecordException(name + " is damaged: it does not start as a record file");
        }
    }

    /** Is shown each record's header, in the order of the file. */
    @FunctionalInterface
    public interface Visitor {
        void visit(RecordHeader header) throws IOException;
    }

    /** Returns whether the file starts as a record file does. */
    public static boolean isRecordFile(FileChannel channel) throws IOException {
        return channel.size() >= START
                && Arrays.equals(ChannelIo.readFully(channel, 0, FILE_HEADER.length), FILE_HEADER);
    }

    static byte[] fileHeader() {
        return FILE_HEADER.clone();
    }

    /**
     * Visits the whole records from a place on.
     *
     * @param from {@link #START}, or what an earlier scan returned
     * @return where the last whole record ends; a later scan can go on there
     */
    public long scan(long from, Visitor visitor) throws IOException {
        long end = from;
        for (RecordHeader header = next(from); header != null; header = next(end)) {
            visitor.visit(header);
            end = header.end();
        }
        return end;
    }

    /**
     * Returns the whole record at a place, or null if there is none (yet).
     *
     * @param at {@link #START}, or the end of another record
     */
    public RecordHeader next(long at) throws IOException {
        long size = channel.size();
        if (at + RecordHeader.SIZE + RecordHeader.TRAILER_SIZE > size) {
            return null;
        }
        RecordHeader header = headerAt(at);
        return header == null || header.length() > size || header.end() > size ? null : header;
    }

    private RecordHeader headerAt(long at) throws IOException {
        return RecordHeader.decode(ChannelIo.readFully(channel, at, RecordHeader.SIZE), at);
    }

    /**
     * Looks behind a record whose header is damaged for records that are whole. They count only if they fill the file to
     * its end: what merely looks like one may stand in a payload.
     *
     * @param damaged where {@link #scan} stopped
     * @return where the first of them starts, or -1 if there is none: then the file just ends in a torn record
     */
    public long behindDamage(long damaged) throws IOException {
        long size = channel.size();
        if (damaged + RecordHeader.SIZE > size || headerAt(damaged) != null) {
            return -1;
        }
        for (long from = damaged + 1; from + RecordHeader.SIZE <= size; from += SEARCHED_BYTES) {
            int length = (int) Math.min(SEARCHED_BYTES + Integer.BYTES - 1, size - from);
            ByteBuffer bytes = ByteBuffer.wrap(ChannelIo.readFully(channel, from, length));
            for (int i = 0; i + Integer.BYTES <= length; i++) {
                if (bytes.getInt(i) == RecordHeader.MAGIC && fillsTheRest(from + i, size)) {
                    return from + i;
                }
            }
        }
        return -1;
    }

    private boolean fillsTheRest(long at, long size) throws IOException {
        return next(at) != null && scan(at, header -> {}) == size;
    }

    /**
     * Returns a record's payload, checked.
     *
     * @throws DamagedRecordException when the payload is not what was written
     */
    public byte[] payload(RecordHeader header) throws IOException {
        if (header.length() > Integer.MAX_VALUE - 16) {
            throw new DamagedRecordException(
                    name + ": the record at byte " + header.offset() + " is too long to be read whole");
        }
        byte[] bytes = ChannelIo.readFully(channel, header.payloadOffset(), (int) header.length());
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        checked(header, crc);
        return bytes;
    }

    /** Takes a payload piece by piece. */
    @FunctionalInterface
    public interface Pieces {
        void take(byte[] piece) throws IOException;
    }

    /**
     * Passes a record's payload on piece by piece, so that one of any length needs little memory.
     *
     * @return its checksum
     * @throws DamagedRecordException when the payload is not what was written; all pieces have been passed on then
     */
    public int payload(RecordHeader header, Pieces pieces) throws IOException {
        CRC32C crc = new CRC32C();
        for (long done = 0; done < header.length(); ) {
            int length = (int) Math.min(PIECE, header.length() - done);
            byte[] piece = ChannelIo.readFully(channel, header.payloadOffset() + done, length);
            crc.update(piece, 0, length);
            pieces.take(piece);
            done += length;
        }
        return checked(header, crc);
    }

    private int checked(RecordHeader header, CRC32C crc) throws IOException {
        if ((int) crc.getValue() != storedCrc(header)) {
            throw new DamagedRecordException(name + " is damaged: the record of component " + header.component()
                    + " at byte " + header.offset() + " fails its checksum");
        }
        return (int) crc.getValue();
    }

    private int storedCrc(RecordHeader header) throws IOException {
        long offset = header.payloadOffset() + header.length();
        return ByteBuffer.wrap(ChannelIo.readFully(channel, offset, RecordHeader.TRAILER_SIZE))
                .getInt();
    }
}
