package io.htmap.runtime.internal.run;

import static java.nio.file.StandardOpenOption.READ;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordHeader;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamConstants;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the function and the input, with the classes of the class path. */
final class JobFiles {
    private JobFiles() {}

    /** Returns the object in a file that is a serialization stream, or a record file whose first record is one. */
    static Object readFunction(Path file) throws IOException, ClassNotFoundException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            if (!RecordReader.isRecordFile(channel)) {
                return deserialize(bareStream(file));
            }
            RecordReader reader = new RecordReader(channel, file.toString());
            RecordHeader first = reader.next(RecordReader.START);
            if (first == null) {
                throw new DamagedRecordException(file + " is damaged: it holds no whole record");
            }
            return deserialize(reader.payload(first));
        }
    }

    private static byte[] bareStream(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean begins = bytes.length > 1 && (bytes[0] << 8 | bytes[1] & 0xff) == ObjectStreamConstants.STREAM_MAGIC;
        if (!begins) {
            throw new DamagedRecordException(file + " is damaged: it does not start as a function does");
        }
        return bytes;
    }

    /** Returns a component's input. */
    static Object readInput(Path file, int component) throws IOException, ClassNotFoundException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            RecordReader reader = new RecordReader(channel, file.toString());
            RecordHeader header = reader.next(RecordReader.START);
            while (header != null && !(RecordKind.INPUT.is(header) && header.component() == component)) {
                header = reader.next(header.end());
            }
            if (header == null) {
                throw new DamagedRecordException(file + " holds no input of component " + component);
            }
            return deserialize(reader.payload(header));
        }
    }

    private static Object deserialize(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
