package io.htmap.runtime.internal.checkpoint;

import static java.nio.file.StandardOpenOption.READ;

import io.htmap.runtime.internal.io.ChannelIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Packs files into a channel, in one pass. Checksums are of the bytes that were copied, not of a second reading. */
final class PackedWriter {
    private static final int BUFFER_SIZE = 128 * 1024;

    private final FileChannel target;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

    PackedWriter(FileChannel target) {
        this.target = target;
    }

    Manifest write(int component, Generation generation, CommitFacts facts, List<SelectedFile> files)
            throws IOException {
        ChannelIo.writeFully(target, PackedFormat.header(component, generation));
        List<Entry> entries = new ArrayList<>(files.size());
        for (SelectedFile file : files) {
            entries.add(append(file));
        }
        Manifest manifest = new Manifest(component, generation, facts, entries);
        byte[] encoded = manifest.encode();
        byte[] footer = PackedFormat.footer(target.position(), encoded);
        ChannelIo.writeFully(target, encoded);
        ChannelIo.writeFully(target, footer);
        return manifest;
    }

    private Entry append(SelectedFile file) throws IOException {
        long offset = target.position();
        if (file.folder()) {
            return new Entry(file.path(), true, file.ownerBits(), 0, 0, offset);
        }
        CRC32C crc = new CRC32C();
        try (FileChannel source = open(file)) {
            // no further than the size at this moment: a file that somebody appends to must not hold us for ever
            copy(file, source, size(file, source), crc);
        }
        long size = target.position() - offset;
        return new Entry(file.path(), false, file.ownerBits(), size, (int) crc.getValue(), offset);
    }

    private void copy(SelectedFile file, FileChannel source, long size, CRC32C crc) throws IOException {
        for (long left = size; left > 0; ) {
            buffer.clear().limit((int) Math.min(BUFFER_SIZE, left));
            int count = read(file, source);
            if (count < 0) {
                return;
            }
            left -= count;
            crc.update(buffer.flip());
            ChannelIo.writeFully(target, buffer.rewind());
        }
    }

    private int read(SelectedFile file, FileChannel source) throws IOException {
        try {
            return source.read(buffer);
        } catch (ClosedByInterruptException e) {
            throw e; // says nothing of the source
        } catch (IOException e) {
            throw new UnreadableSourceException(file.source(), e);
        }
    }

    private static FileChannel open(SelectedFile file) throws UnreadableSourceException {
        try {
            return FileChannel.open(file.source(), READ);
        } catch (IOException e) {
            throw new UnreadableSourceException(file.source(), e);
        }
    }

    private static long size(SelectedFile file, FileChannel source) throws IOException {
        try {
            return source.size();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableSourceException(file.source(), e);
        }
    }
}
