package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.RerunFrom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Components of a map that run again together: a cluster of their own. Its folder appears whole, and from then on it is
 * promised: whoever uses the map carries it out, exactly once, and before any later one.
 *
 * @param path the folder {@code condor/again/N}; N counts from 1. It has the files {@code items}, {@code from},
 *     {@code submit}, once it is in the queue {@code cluster}, and once nothing is left to do {@code done}
 */
record Rerun(Path path) {
    private static final String TEMPORARY = ".next";

    /** Returns a map's, oldest first. */
    static List<Rerun> all(CondorFolder folder) {
        try (Stream<Path> files = Files.list(folder.again())) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{1,9}"))
                    .map(Rerun::new)
                    .sorted((one, other) -> Integer.compare(one.number(), other.number()))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw Problems.of("cannot read", folder.again(), e);
        }
    }

    /**
     * Promises that components run again.
     *
     * @param items in rising order of the components
     * @param description tells the submit description by the path of the items in the map directory
     */
    static Rerun promise(CondorFolder folder, List<AgainItem> items, RerunFrom from, Description description)
            throws IOException {
        int number = all(folder).stream().mapToInt(Rerun::number).max().orElse(0) + 1;
        Rerun promised = new Rerun(folder.again().resolve(Integer.toString(number)));
        Rerun temporary = new Rerun(folder.again().resolve(TEMPORARY));
        DurableFiles.createDirectories(folder.again());
        temporary.delete();
        DurableFiles.createPrivateDirectory(temporary.path);
        StringBuilder lines = new StringBuilder();
        items.forEach(item -> lines.append(item.line()));
        write(temporary.items(), lines.toString());
        write(temporary.path.resolve("from"), from + "\n");
        String relative = folder.map().path().relativize(promised.items()).toString();
        write(temporary.description(), description.text(relative));
        DurableFiles.rename(temporary.path, promised.path);
        return promised;
    }

    /** Tells a submit description. */
    interface Description {
        String text(String items);
    }

    private static void write(Path file, String text) throws IOException {
        DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private int number() {
        return Integer.parseInt(path.getFileName().toString());
    }

    private Path items() {
        return path.resolve("items");
    }

    Path description() {
        return path.resolve("submit");
    }

    RerunFrom from() {
        return RerunFrom.parse(read("from").strip());
    }

    /** Returns the first attempt of each component since then. */
    SortedMap<Integer, Integer> firstAttempts() {
        SortedMap<Integer, Integer> first = new TreeMap<>();
        read("items").lines().map(this::item).forEach(item -> first.put(item.component(), item.firstAttempt()));
        return first;
    }

    private AgainItem item(String line) {
        try {
            return AgainItem.parse(line);
        } catch (IllegalArgumentException e) {
            throw new SchedulerException(
                    items() + " is damaged: " + e.getMessage() + "; remove the map with --force", e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(path.resolve(name));
        } catch (IOException e) {
            throw Problems.of("cannot read", path.resolve(name), e);
        }
    }

    /** Returns its cluster, once that is known. */
    OptionalInt cluster() {
        return Files.exists(path.resolve("cluster"))
                ? OptionalInt.of(Integer.parseInt(read("cluster").strip()))
                : OptionalInt.empty();
    }

    void record(int cluster) throws IOException {
        write(path.resolve("cluster"), cluster + "\n");
    }

    boolean isDone() {
        return Files.exists(path.resolve("done"));
    }

    void done() throws IOException {
        write(path.resolve("done"), "");
    }

    /** Takes the promise back: nothing of it is in the queue. */
    void takeBack() throws IOException {
        Rerun temporary = new Rerun(path.resolveSibling(TEMPORARY));
        temporary.delete();
        DurableFiles.rename(path, temporary.path);
        temporary.delete();
    }

    private void delete() throws IOException {
        if (Files.exists(path)) {
            DurableFiles.deleteTree(path);
        }
    }
}
