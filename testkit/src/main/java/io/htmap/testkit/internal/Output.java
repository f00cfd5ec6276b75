package io.htmap.testkit.internal;

import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import io.htmap.runtime.internal.wire.ErrorReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a function delivered.
 *
 * @param value serialized; null when it threw
 * @param error what it threw; empty when it did not
 */
record Output(byte @Nullable [] value, String error) {
    private static final String RUNNER = "io.htmap.runtime.internal.run.";
    private static final int MOST_LINES = 12;

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
        return report.stack().stream()
                .filter(line -> !line.contains(RUNNER))
                .limit(MOST_LINES)
                .collect(Collectors.joining("\n", "it threw ", ""));
    }

    boolean isValue() {
        return value != null;
    }
}
