package io.htmap.internal.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;

/** Outputs as bytes, and a map that may hold what is in one package. */
abstract class ReaderFixture {
    static final AllowedTypes ALLOWED = AllowedTypes.parse(List.of("example.capture.*"));
    static final ClassLoader LOADER = ReaderFixture.class.getClassLoader();

    static Object read(byte[] bytes) {
        return SafeObjectReader.read("output 7", bytes, ALLOWED, LOADER);
    }

    static byte[] bytesOf(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
