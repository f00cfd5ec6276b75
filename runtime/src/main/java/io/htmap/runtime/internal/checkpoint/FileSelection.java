package io.htmap.runtime.internal.checkpoint;

import io.htmap.runtime.internal.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what the named files and folders stand for: each file and folder once, a folder before what is in it. Names are
 * those that the function uses; a symbolic link stands for what it points to, which must lie in the working directory.
 */
public final class FileSelection {
    private final Path workingDirectory;
    private final Map<Path, SelectedFile> selected = new LinkedHashMap<>();
    private final Deque<Path> open = new ArrayDeque<>();

    private FileSelection(Path workingDirectory) {
        this.workingDirectory = workingDirectory;
    }

    /**
     * @param workingDirectory a real path
     * @param named relative to the working directory, or absolute and inside it
     * @throws NoSuchFileException when one is not there
     * @throws IllegalArgumentException when one leads outside, or is neither a file nor a folder
     */
    static List<SelectedFile> of(Path workingDirectory, List<Path> named) throws IOException {
        FileSelection selection = new FileSelection(workingDirectory);
        for (Path path : named) {
            selection.addNamed(path);
        }
        return new ArrayList<>(selection.selected.values());
    }

    /** Refuses what {@link #of} would refuse now. */
    public static void requireThere(Path workingDirectory, List<Path> named) throws IOException {
        of(workingDirectory, named);
    }

    /**
     * Refuses what could not be selected wherever it leads to by then. It need not be there yet.
     *
     * @param workingDirectory a real path
     * @throws IllegalArgumentException when one leads outside
     */
    public static void requireInside(Path workingDirectory, List<Path> named) throws IOException {
        FileSelection selection = new FileSelection(workingDirectory);
        for (Path path : named) {
            Path place = workingDirectory.resolve(path).normalize();
            Path there = place;
            while (!Files.exists(there)) {
                there = there.getParent();
            }
            if (!there.toRealPath().startsWith(workingDirectory)) {
                throw selection.outside(place, path);
            }
        }
    }

    private void addNamed(Path named) throws IOException {
        Path plain = workingDirectory.resolve(named).normalize();
        Path real = realPath(workingDirectory.resolve(named), named);
        // "link/../file" is another file for the system than for normalize(): then the real name counts
        boolean keepsName = plain.startsWith(workingDirectory) && Files.exists(plain) && Files.isSameFile(plain, real);
        add(workingDirectory.relativize(keepsName ? plain : real), named);
    }

    private void add(Path path, Path named) throws IOException {
        Path source = workingDirectory.resolve(path);
        Path real = realPath(source, named);
        PosixFileAttributes attributes = Files.readAttributes(real, PosixFileAttributes.class);
        if (!attributes.isDirectory() && !attributes.isRegularFile()) {
            throw new IllegalArgumentException("cannot save " + source + ": it is neither a file nor a folder");
        }
        if (!path.toString().isEmpty() && selected.containsKey(path)) {
            return;
        }
        if (!path.toString().isEmpty()) {
            selected.put(path, SelectedFile.of(path, real, attributes));
        }
        if (attributes.isDirectory()) {
            addContent(path, real, named);
        }
    }

    private void addContent(Path path, Path real, Path named) throws IOException {
        if (open.contains(real)) {
            throw new IllegalArgumentException("cannot save " + workingDirectory.resolve(path)
                    + ": it is a symbolic link to a folder that it lies in");
        }
        open.push(real);
        for (Path child : Folders.children(real)) {
            add(path.resolve(child.getFileName()), named);
        }
        open.pop();
    }

    private Path realPath(Path source, Path named) throws IOException {
        Path real;
        try {
            real = source.toRealPath();
        } catch (NoSuchFileException e) {
            // where it would be comes first: nobody should make a file there only to be refused then
            if (!source.normalize().startsWith(workingDirectory)) {
                throw outside(source.normalize(), named);
            }
            throw missing(source, named);
        }
        if (!real.startsWith(workingDirectory)) {
            throw outside(real, named);
        }
        return real;
    }

    private IllegalArgumentException outside(Path place, Path named) {
        return new IllegalArgumentException("cannot save " + named + ": " + place
                + " lies outside the working directory " + workingDirectory + "; save files inside it");
    }

    private NoSuchFileException missing(Path source, Path named) {
        String reason = Files.isSymbolicLink(source)
                ? "it is a symbolic link to nothing"
                : "there is no such file in the working directory " + workingDirectory;
        return new NoSuchFileException(
                source.equals(workingDirectory.resolve(named)) ? named.toString() : source.toString(),
                null,
                "cannot save it: " + reason + "; the previous generation is kept");
    }
}
