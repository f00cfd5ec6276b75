package io.htmap.testkit.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that the function's input names by their whole path, as they are now. That a function has changed one is seen
 * only afterwards, when it is too late to ask what was in it.
 */
final class NamedFiles {
    private static final long MOST_BYTES = 64L << 20;

    private final byte[] serialized;
    private final Map<Path, byte[]> contents = new HashMap<>();
    private long left = MOST_BYTES;

    private NamedFiles(byte[] serialized) {
        this.serialized = serialized;
    }

    /**
     * Returns the content of each that is there.
     *
     * @param serialized the input, in whose serial form a text stands behind its length in two bytes
     */
    static Map<Path, byte[]> in(byte[] serialized) throws IOException {
        NamedFiles files = new NamedFiles(serialized);
        for (int start = 2; start < serialized.length; start++) {
            if (serialized[start] == '/') {
                files.note(start);
            }
        }
        return Map.copyOf(files.contents);
    }

    private void note(int start) throws IOException {
        int length = (serialized[start - 2] & 0xFF) << 8 | serialized[start - 1] & 0xFF;
        if (length <= serialized.length - start) {
            Optional<Path> file = file(new String(serialized, start, length, StandardCharsets.UTF_8));
            if (file.isPresent()) {
                read(file.get());
            }
        }
    }

    private static Optional<Path> file(String name) {
        try {
            return Optional.of(Path.of(name).normalize()).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty(); // bytes that only look like a name
        }
    }

    /** Large ones are what a function reads; to hold them would cost more than it is worth. */
    private void read(Path file) throws IOException {
        long size = Files.size(file);
        if (size <= left && Files.isReadable(file) && !contents.containsKey(file)) {
            contents.put(file, Files.readAllBytes(file));
            left -= size;
        }
    }
}
