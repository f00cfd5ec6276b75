package io.htmap.condor.internal;

import io.htmap.internal.store.OutputAppender;
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
 * A component's output as it came back from its node: a value, or the report of an error. It may be bigger than the
 * memory.
 *
 * @param file where it is
 */
record ReturnedOutput(RecordKind kind, RecordHeader header, Path file) {
    /**
     * Finds and checks one.
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
            if (found[0] == null) {
                return Optional.empty();
            }
            reader.payload(found[0], piece -> {});
            return Optional.of(new ReturnedOutput(kind(found[0]), found[0], file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Returns which attempt gave it, as the node counts. */
    int attempt() {
        return header.attempt();
    }

    /** Appends it to what is stored, as of an attempt as the log counts. */
    void appendTo(OutputAppender outputs, int loggedAttempt) throws IOException {
        appendTo(outputs, kind, loggedAttempt);
    }

    /** The same, as a record of another kind. */
    void appendTo(OutputAppender outputs, RecordKind as, int loggedAttempt) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, file.toString());
            outputs.append(as, header.component(), loggedAttempt, reader, header);
        }
    }

    private static RecordKind kind(RecordHeader header) {
        return RecordKind.VALUE.is(header) ? RecordKind.VALUE : RecordKind.ERROR;
    }

    private static boolean isOutput(RecordHeader header) {
        return RecordKind.VALUE.is(header) || RecordKind.ERROR.is(header);
    }
}
