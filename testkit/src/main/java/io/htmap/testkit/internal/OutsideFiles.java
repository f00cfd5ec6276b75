package io.htmap.testkit.internal;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the function writes outside its working directory: the folders that the test names, and the files that it was
 * seen to write. Put back before each run, and compared after it.
 */
final class OutsideFiles {
    private final List<Path> folders;
    private final Set<Path> files = new TreeSet<>();
    private final Map<Path, byte[]> before = new HashMap<>();
    private final Map<Path, byte[]> left = new HashMap<>();

    /** Remembers what is in the folders. */
    OutsideFiles(List<Path> folders) throws IOException {
        this.folders = folders;
        before.putAll(state().contents());
    }

    /** Returns whether there is nothing to look after, so that runs do not disturb each other. */
    boolean isEmpty() {
        return folders.isEmpty() && files.isEmpty();
    }

    /**
     * Looks after a file too, from now on.
     *
     * @param written how many bytes one run was seen to write; if it holds no more, it was made by that run
     */
    void add(Path file, long written) throws IOException {
        if (folders.stream().anyMatch(file::startsWith) || !Files.isRegularFile(file)) {
            return;
        }
        files.add(file);
        byte[] content = Files.readAllBytes(file);
        left.put(file, content);
        if (content.length > written) {
            before.put(file, content);
        }
    }

    /**
     * Looks after those that were found no longer, since they are others in each run.
     *
     * @return which of them
     */
    Set<Path> forget(List<Path> varying) {
        Set<Path> forgotten = new TreeSet<>(files);
        forgotten.retainAll(varying);
        files.removeAll(forgotten);
        before.keySet().removeAll(forgotten);
        return forgotten;
    }

    /**
     * Leaves the folders as they were, and the files that were found as the first run left them: what they had been before
     * it nobody can know.
     */
    void leave() throws IOException {
        putBack();
        for (Path file : files) {
            write(file, left.get(file));
        }
    }

    void putBack() throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> children = Files.list(folder)) {
                for (Path child : children.toList()) {
                    DurableFiles.deleteTree(child);
                }
            }
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        for (Map.Entry<Path, byte[]> file : before.entrySet()) {
            write(file.getKey(), file.getValue());
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    OutsideState state() throws IOException {
        Map<Path, byte[]> contents = new HashMap<>();
        for (Path folder : folders) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path file : tree.filter(Files::isRegularFile).toList()) {
                    contents.put(file, Files.readAllBytes(file));
                }
            }
        }
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return new OutsideState(contents);
    }
}
