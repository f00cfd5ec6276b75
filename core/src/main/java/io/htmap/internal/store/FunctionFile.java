package io.htmap.internal.store;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import io.htmap.runtime.internal.io.RecordWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The file of a map's function: one record, so that it has a checksum. A flipped bit in what a function captured would
 * otherwise give other results.
 */
public final class FunctionFile {
    private FunctionFile() {}

    /** Writes it, durably. */
    public static void write(Path file, byte[] function) throws IOException {
        DurableFiles.replace(
                file, channel -> RecordWriter.startIn(channel).append(RecordKind.FUNCTION, -1, 0, function));
    }

    /**
     * Reads and checks it.
     *
     * @throws DamagedRecordException when it is not what was written
     */
    public static byte[] read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, file.toString());
            RecordHeader header = reader.next(RecordReader.START);
            if (header == null || !RecordKind.FUNCTION.is(header) || header.end() != channel.size()) {
                throw new DamagedRecordException(file + " is damaged: it does not hold one function");
            }
            return reader.payload(header);
        }
    }
}
