package io.htmap.condor.internal;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A component's output as it came back from its node: a value, or the report of an error.
 *
 * @param attempt as the node counts
 */
record ReturnedOutput(RecordKind kind, int attempt, byte[] payload) {
    /**
     * Reads one.
     *
     * @return empty if there is none
     * @throws DamagedRecordException when it is not what was written
     */
    static Optional<ReturnedOutput> read(Path file, int component) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() == 0) {
                return Optional.empty();
            }
            RecordReader reader = new RecordReader(channel, file.toString());
            RecordHeader[] found = new RecordHeader[1];
            long end = reader.scan(RecordReader.START, header -> {
                if (found[0] == null && isOutput(header) && header.component() == component) {
                    found[0] = header;
                }
            });
            if (found[0] == null && end < channel.size()) {
                throw new DamagedRecordException(file + " is torn at byte " + end);
            }
            return found[0] == null ? Optional.empty() : Optional.of(of(found[0], reader.payload(found[0])));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static ReturnedOutput of(RecordHeader header, byte[] payload) {
        RecordKind kind = RecordKind.VALUE.is(header) ? RecordKind.VALUE : RecordKind.ERROR;
        return new ReturnedOutput(kind, header.attempt(), payload);
    }

    private static boolean isOutput(RecordHeader header) {
        return RecordKind.VALUE.is(header) || RecordKind.ERROR.is(header);
    }
}
