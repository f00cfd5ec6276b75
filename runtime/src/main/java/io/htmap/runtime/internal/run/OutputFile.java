package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import io.htmap.runtime.internal.wire.AttemptAccount;
import io.htmap.runtime.internal.wire.ErrorReport;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Writes the one file that an attempt delivers: its value or its error, and its account. */
final class OutputFile {
    private OutputFile() {}

    /**
     * Writes a value, serialized straight into the file: there may be no room for it twice in memory.
     *
     * @throws NotSerializableOutputException when the value cannot be serialized; there is no file then
     * @throws IOException when the file cannot be written
     */
    static void writeValue(Path file, Object value, AttemptAccount account) throws IOException {
        write(file, account, new Body() {
            @Override
            public void writeTo(RecordWriter writer) throws IOException {
                writer.append(RecordKind.VALUE, account.component(), account.attempt(), new RecordWriter.Payload() {
                    @Override
                    public void writeTo(OutputStream payload) throws IOException {
                        serialize(value, payload);
                    }
                });
            }
        });
    }

    /** Writes an error report. */
    static void writeError(Path file, ErrorReport report, AttemptAccount account) throws IOException {
        write(file, account, new Body() {
            @Override
            public void writeTo(RecordWriter writer) throws IOException {
                writer.append(RecordKind.ERROR, account.component(), account.attempt(), report.toBytes());
            }
        });
    }

    private static void write(Path file, AttemptAccount account, Body body) throws IOException {
        DurableFiles.replace(file, new DurableFiles.Content() {
            @Override
            public void writeTo(FileChannel channel) throws IOException {
                RecordWriter writer = RecordWriter.startIn(channel);
                body.writeTo(writer);
                writer.append(RecordKind.ACCOUNT, account.component(), account.attempt(), account.toBytes());
            }
        });
    }

    /** Everything that goes wrong here is the value's fault, except a failure of the file below. */
    private static void serialize(Object value, OutputStream payload) throws IOException {
        FileGuard guard = new FileGuard(payload);
        try {
            ObjectOutputStream out = new ObjectOutputStream(guard);
            out.writeObject(value);
            out.flush();
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            if (guard.failure() != null) {
                throw guard.failure();
            }
            throw new NotSerializableOutputException(value, e);
        }
    }

    private interface Body {
        void writeTo(RecordWriter writer) throws IOException;
    }
}
