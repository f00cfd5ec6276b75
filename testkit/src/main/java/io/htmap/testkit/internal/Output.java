package io.htmap.testkit.internal;

import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import io.htmap.runtime.internal.wire.ErrorReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a function delivered.
 *
 * @param value serialized; null when it threw
 * @param error what it threw; empty when it did not
 */
record Output(byte @Nullable [] value, String error) {
    static Output read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            RecordReader reader = new RecordReader(channel, file.toString());
            RecordHeader first = reader.next(RecordReader.START);
            if (first == null) {
                throw new IOException(file + " holds no output");
            }
            byte[] payload = reader.payload(first);
            return RecordKind.VALUE.is(first)
                    ? new Output(payload, "")
                    : new Output(null, error(ErrorReport.read(payload, file.toString())));
        }
    }

    private static String error(ErrorReport report) {
        return "it threw "
                + String.join("\n    ", report.stack().stream().limit(6).toList());
    }

    boolean isValue() {
        return value != null;
    }
}
