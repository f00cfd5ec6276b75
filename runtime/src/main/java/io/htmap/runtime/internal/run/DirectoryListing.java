package io.htmap.runtime.internal.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** What lies in a folder, for an error report: names and sizes, a line each, not too many. */
final class DirectoryListing extends SimpleFileVisitor<Path> {
    static final int MOST_LINES = 200;

    private final Path directory;
    private final List<String> lines = new ArrayList<>();

    private DirectoryListing(Path directory) {
        this.directory = directory;
    }

    static List<String> of(Path directory) {
        DirectoryListing listing = new DirectoryListing(directory);
        try {
            Files.walkFileTree(directory, listing);
        } catch (IOException e) {
            listing.lines.add("(cannot be read further: " + e + ")");
        }
        return listing.lines;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(directory) ? FileVisitResult.CONTINUE : add(directory.relativize(folder) + "/");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return add(directory.relativize(file) + "  " + attributes.size() + " bytes");
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return add(directory.relativize(file) + "  (cannot be read)");
    }

    private FileVisitResult add(String line) {
        if (lines.size() == MOST_LINES) {
            lines.add("... and more");
            return FileVisitResult.TERMINATE;
        }
        lines.add(line.replace('\n', '?'));
        return FileVisitResult.CONTINUE;
    }
}
