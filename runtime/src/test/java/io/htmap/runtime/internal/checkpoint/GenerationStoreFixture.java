package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A working directory and a folder of generations of component 3, and what may be done to them. */
abstract class GenerationStoreFixture {
    static final CommitFacts FACTS = new CommitFacts(1_700_000_000_000L, 42, 7, 8);

    @TempDir
    Path temporary;

    Path work;
    Path folder;
    final List<String> lines = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        work = Files.createDirectory(temporary.toRealPath().resolve("work"));
        folder = temporary.resolve("map/checkpoints/3");
    }

    void commitTwo() throws IOException {
        write("data", "one");
        store(1).commit(work, paths("data"), FACTS);
        write("data", "two");
        store(1).commit(work, paths("data"), FACTS);
    }

    GenerationStore store(int attempt) {
        return new GenerationStore(folder, 3, attempt, lines::add);
    }

    Path restored(String name, int attempt) throws IOException {
        Path directory = empty(name);
        assertThat(store(attempt).restoreNewest(directory)).isNotNull();
        return directory;
    }

    Path empty(String name) throws IOException {
        return Files.createDirectory(temporary.resolve(name));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    void truncate(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(file(name));
        Files.write(file(name), java.util.Arrays.copyOf(bytes, bytes.length - 1));
    }

    void flip(String name, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file(name));
        bytes[offset] ^= 1;
        Files.write(file(name), bytes);
    }

    void write(String name, String content) throws IOException {
        Files.writeString(work.resolve(name), content);
    }

    void mode(String name, String permissions) throws IOException {
        Files.setPosixFilePermissions(work.resolve(name), PosixFilePermissions.fromString(permissions));
    }

    static List<Path> paths(String... names) {
        return Stream.of(names).map(Path::of).toList();
    }
}
