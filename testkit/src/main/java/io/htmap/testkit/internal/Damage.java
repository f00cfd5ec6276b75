package io.htmap.testkit.internal;

import io.htmap.runtime.internal.checkpoint.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What happens to the newest generation while the function is not running. */
enum Damage {
    NONE(""),
    TRUNCATED("truncated"),
    FLIPPED("corrupted (one bit flipped)"),
    MISSING("lost");

    private final String words;

    Damage(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Does it, if there is a generation. Returns whether there was. */
    boolean to(Path checkpoints, Random random) throws IOException {
        Optional<Path> newest = this == NONE ? Optional.empty() : newest(checkpoints);
        if (newest.isEmpty()) {
            return false;
        }
        Path file = newest.get();
        if (this == MISSING) {
            Files.delete(file);
            return true;
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, this == TRUNCATED ? Arrays.copyOf(bytes, bytes.length / 2) : flipped(bytes, random));
        return true;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return bytes;
    }

    private static Optional<Path> newest(Path checkpoints) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> Generation.parse(file.getFileName().toString()))
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .map(generation -> checkpoints.resolve(generation.fileName()));
        }
    }
}
