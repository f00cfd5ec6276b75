package io.htmap.internal.shipping;

import io.htmap.CaptureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files in a class folder. Hidden folders cannot hold classes and are left out. A folder that is far too big to be one
 * of classes, as a home folder that "." on the class path stands for, is refused before it is read.
 */
final class FolderContents implements Contents {
    private static final int MAX_FILES = 20_000;
    private static final long MAX_BYTES = 512L << 20;

    private final Path folder;
    private final SortedMap<String, String> stamps = new TreeMap<>();
    private long bytes;

    FolderContents(Path folder) throws IOException {
        this.folder = folder;
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new StampingVisitor());
    }

    @Override
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(stamps.keySet()));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(folder.resolve(name));
    }

    @Override
    public void close() {
        // nothing is open
    }

    /** Returns size and time of each file: the content is taken to be the same as long as these are. */
    SortedMap<String, String> stamps() {
        return stamps;
    }

    private final class StampingVisitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = !directory.equals(folder)
                    && directory.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                bytes += attributes.size();
                stamps.put(nameOf(file), attributes.size() + " " + attributes.lastModifiedTime());
                refuseIfTooBig();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }

    private String nameOf(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private void refuseIfTooBig() {
        if (stamps.size() > MAX_FILES || bytes > MAX_BYTES) {
            throw new CaptureException(
                    "the class path holds the folder " + folder + ", which has more than " + MAX_FILES
                            + " files or " + (MAX_BYTES >> 20)
                            + " MiB and cannot be sent along; compile into a folder of its own and put that on the class path");
        }
    }
}
