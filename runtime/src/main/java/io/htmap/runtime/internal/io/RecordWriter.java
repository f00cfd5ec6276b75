package io.htmap.runtime.internal.io;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Appends records to a record file. One writer a file at a time; the caller sees to that. Nothing is durable before
 * {@link #force}. Not thread-safe.
 */
public final class RecordWriter implements AutoCloseable {
    private static final int BUFFER_SIZE = 64 * 1024;

    private final FileChannel channel;
    private final boolean ownsChannel;

    private RecordWriter(FileChannel channel, boolean ownsChannel) {
        this.channel = channel;
        this.ownsChannel = ownsChannel;
    }

    /** Starts a record file in an empty channel, which stays the caller's to force and to close. */
    public static RecordWriter startIn(FileChannel empty) throws IOException {
        ChannelIo.writeFully(empty, RecordReader.fileHeader());
        return new RecordWriter(empty, false);
    }

    /** Makes a new record file with mode 0600. Its name is durable only when the caller has forced the folder. */
    public static RecordWriter create(Path file) throws IOException {
        FileChannel channel = DurableFiles.createPrivate(file);
        try {
            ChannelIo.writeFully(channel, RecordReader.fileHeader());
            return new RecordWriter(channel, true);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Opens a record file to append to it; what a crash left behind its last whole record is cut off.
     *
     * @throws DamagedRecordException when it is not a record file
     */
    public static RecordWriter append(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, READ, WRITE);
        try {
            RecordReader reader = new RecordReader(channel, file.toString());
            long end = reader.scan(RecordReader.START, header -> {});
            channel.truncate(end);
            channel.position(end);
            return new RecordWriter(channel, true);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns how many bytes the file has. */
    public long size() throws IOException {
        return channel.position();
    }

    /** Appends a record. When that fails, the file is cut back to what it was. */
    public RecordHeader append(RecordKind kind, int component, int attempt, byte[] payload) throws IOException {
        RecordHeader header = new RecordHeader(kind.code(), component, attempt, payload.length, channel.position());
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, payload.length);
        orCutBack(header.offset(), () -> write(header, payload, (int) crc.getValue()));
        return header;
    }

    /** A small one in one go; a big one is not copied for that. */
    private void write(RecordHeader header, byte[] payload, int crc) throws IOException {
        if (payload.length > BUFFER_SIZE) {
            ChannelIo.writeFully(channel, header.encode());
            ChannelIo.writeFully(channel, payload);
            ChannelIo.writeFully(channel, trailer(crc));
        } else {
            ByteBuffer whole = ByteBuffer.allocate(RecordHeader.SIZE + payload.length + RecordHeader.TRAILER_SIZE);
            ChannelIo.writeFully(
                    channel, whole.put(header.encode()).put(payload).putInt(crc).flip());
        }
    }

    private static ByteBuffer trailer(int crc) {
        return ByteBuffer.allocate(RecordHeader.TRAILER_SIZE).putInt(crc).flip();
    }

    /**
     * Appends a record that has the payload of one in another file, checked on its way. When that fails, the file is cut
     * back.
     *
     * @throws DamagedRecordException when that payload is not what was written
     */
    public RecordHeader append(RecordKind kind, int component, int attempt, RecordReader source, RecordHeader record)
            throws IOException {
        RecordHeader header = new RecordHeader(kind.code(), component, attempt, record.length(), channel.position());
        orCutBack(header.offset(), () -> {
            ChannelIo.writeFully(channel, header.encode());
            int crc = source.payload(record, piece -> ChannelIo.writeFully(channel, piece));
            ChannelIo.writeFully(channel, trailer(crc));
        });
        return header;
    }

    /** Appends a record whose payload is a part of another file. When that fails, the file is cut back. */
    public RecordHeader append(
            RecordKind kind, int component, int attempt, FileChannel source, long position, long length)
            throws IOException {
        RecordHeader header = new RecordHeader(kind.code(), component, attempt, length, channel.position());
        orCutBack(header.offset(), () -> {
            ChannelIo.writeFully(channel, header.encode());
            int crc = copy(source, position, length);
            ChannelIo.writeFully(channel, trailer(crc));
        });
        return header;
    }

    /** Writes a payload of a length that nobody knows before. */
    @FunctionalInterface
    public interface Payload {
        void writeTo(OutputStream payload) throws IOException;
    }

    /**
     * Appends a record as its payload comes. The header is filled in last: until then, readers see the file end before
     * the record. When that fails, the file is cut back.
     */
    public RecordHeader append(RecordKind kind, int component, int attempt, Payload payload) throws IOException {
        long offset = channel.position();
        RecordHeader[] header = new RecordHeader[1];
        orCutBack(offset, new Append() {
            @Override
            public void run() throws IOException {
                ChannelIo.writeFully(channel, new byte[RecordHeader.SIZE]);
                ChecksummingStream stream = new ChecksummingStream(channel);
                payload.writeTo(stream);
                stream.flush();
                ChannelIo.writeFully(channel, trailer(stream.crc()));
                header[0] = new RecordHeader(kind.code(), component, attempt, stream.length(), offset);
                ChannelIo.writeFully(channel, header[0].encode(), offset);
            }
        });
        return header[0];
    }

    /** Makes all appended records durable. */
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        if (ownsChannel) {
            channel.close();
        }
    }

    private int copy(FileChannel source, long position, long length) throws IOException {
        CRC32C crc = new CRC32C();
        for (long done = 0; done < length; ) {
            int part = (int) Math.min(BUFFER_SIZE, length - done);
            byte[] bytes = ChannelIo.readFully(source, position + done, part);
            crc.update(bytes, 0, part);
            ChannelIo.writeFully(channel, bytes);
            done += part;
        }
        return (int) crc.getValue();
    }

    private void orCutBack(long end, Append append) throws IOException {
        try {
            append.run();
        } catch (IOException | RuntimeException | Error e) {
            cutBack(end, e);
            throw e;
        }
    }

    private void cutBack(long end, Throwable reason) {
        try {
            channel.truncate(end);
            channel.position(end);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    @FunctionalInterface
    private interface Append {
        void run() throws IOException;
    }
}
