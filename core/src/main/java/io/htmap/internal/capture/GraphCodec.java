package io.htmap.internal.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Java serialization of one object graph, with proof that it can be read back. */
final class GraphCodec {
    private GraphCodec() {}

    /** Writes a graph and reads it back, so that what fails only on reading is found here. */
    static byte[] encode(@Nullable Object value, SeenClasses seen) throws Fault {
        byte[] bytes = write(value, seen);
        if (!isPlain(value)) {
            read(bytes, seen);
        }
        return bytes;
    }

    /** Returns why a value cannot travel, or null if it can. */
    static @Nullable Fault faultOf(@Nullable Object value) {
        if (isPlain(value)) {
            return null;
        }
        try {
            encode(value, new SeenClasses());
            return null;
        } catch (Fault fault) {
            return fault;
        }
    }

    static @Nullable Object read(byte[] bytes, SeenClasses seen) throws Fault {
        try (GraphReader in = new GraphReader(new ByteArrayInputStream(bytes), seen)) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException | RuntimeException | Error e) {
            throw Fault.reading(notMemory(e));
        }
    }

    private static byte[] write(@Nullable Object value, SeenClasses seen) throws Fault {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (GraphWriter out = new GraphWriter(bytes, seen)) {
            out.writeObject(value);
        } catch (IOException | RuntimeException | Error e) {
            throw Fault.writing(notMemory(e));
        }
        return bytes.toByteArray();
    }

    /** Whatever the classes' own methods throw is theirs; but memory may be wanting for reasons of ours. */
    private static Throwable notMemory(Throwable e) {
        if (e instanceof OutOfMemoryError memory) {
            throw memory;
        }
        return e;
    }

    /** Values that never fail: most maps run over these, and need no second pass. */
    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean;
    }
}
