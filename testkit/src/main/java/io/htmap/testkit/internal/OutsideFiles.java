package io.htmap.testkit.internal;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** The clock of files ticks some milliseconds late. */
    private static final Duration LATE = Duration.ofMillis(50);

    private final List<Path> folders;
    private final Set<Path> files = new TreeSet<>();
    private final Map<Path, byte[]> before = new HashMap<>();
    private final Map<Path, byte[]> left = new HashMap<>();
    private final Map<Path, byte[]> named;
    private final Instant begin = Instant.now();
    private boolean written;

    /**
     * Remembers what is in the folders.
     *
     * @param named files as they are before the first run, in case that they are written
     */
    OutsideFiles(List<Path> folders, Map<Path, byte[]> named) throws IOException {
        this.folders = folders;
        this.named = named;
        before.putAll(state().contents());
    }

    /** Returns whether nothing is known to be written, so that runs do not disturb each other. */
    boolean isEmpty() {
        return folders.isEmpty() && files.isEmpty() && !written;
    }

    /** Notes that something is written, even if it is not looked after: it is gone, say, or renamed, or ignored. */
    void noteWritten() {
        written = true;
    }

    /** Returns which of the files that were named before the first run are not as they were. */
    List<Path> changed() throws IOException {
        List<Path> changed = new ArrayList<>();
        for (Map.Entry<Path, byte[]> file : named.entrySet()) {
            if (!Files.isRegularFile(file.getKey())
                    || !Arrays.equals(Files.readAllBytes(file.getKey()), file.getValue())) {
                changed.add(file.getKey());
            }
        }
        return changed;
    }

    /**
     * Looks after a file too, from now on.
     *
     * @param written how many bytes one run was seen to write; if it holds no more and is not older than the check, it
     *     was made by that run
     */
    void add(Path file, long written) throws IOException {
        if (folders.stream().anyMatch(file::startsWith)) {
            return;
        }
        if (named.containsKey(file)) {
            files.add(file);
            before.put(file, named.get(file));
            left.put(file, named.get(file));
        } else if (Files.isRegularFile(file)) {
            addUnknown(file, written);
        }
    }

    private void addUnknown(Path file, long written) throws IOException {
        files.add(file);
        byte[] content = Files.readAllBytes(file);
        left.put(file, content);
        if (content.length > written || isOlder(file)) {
            before.put(file, content);
        }
    }

    /** What was there before is the user's, and never deleted, even if what was in it is not known any more. */
    private boolean isOlder(Path file) throws IOException {
        FileTime made = Files.readAttributes(file, BasicFileAttributes.class).creationTime();
        return made.toInstant().isBefore(begin.minus(LATE));
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
     * Leaves the folders and the files that were named as they were, and those that were found as the first run left them:
     * what they had been before it nobody can know.
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
            if (!before.containsKey(file)) {
                Files.deleteIfExists(file);
            }
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
