package io.htmap.internal.store;

import io.htmap.runtime.internal.checkpoint.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which generations a folder has, by their names alone. */
public final class SavedGenerations {
    private SavedGenerations() {}

    /** Returns them in no order; none if the folder is not there. */
    public static List<Generation> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> Generation.parse(file.getFileName().toString()))
                    .filter(Objects::nonNull)
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
