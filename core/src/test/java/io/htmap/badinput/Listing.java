package io.htmap.badinput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** What is in a home folder, but for what the scheduler keeps there for itself. */
final class Listing {
    private static final Set<String> OF_THE_SCHEDULER = Set.of(
            "scheduler.lock", "scheduler.log", "scheduler.log.old", "scheduler.info", "reserve", "creating.lock");

    private Listing() {}

    /** Returns relative names with sizes and checksums; a map's state is a cache and left out. */
    static SortedMap<String, String> of(Path home) {
        SortedMap<String, String> found = new TreeMap<>();
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    found.put(home.relativize(folder) + "/", "folder");
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!isTheSchedulers(home, file)) {
                        found.put(home.relativize(file).toString(), attributes.size() + " " + checksum(file));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean isTheSchedulers(Path home, Path file) {
        String name = file.getFileName().toString();
        boolean own = file.getParent().equals(home)
                && (OF_THE_SCHEDULER.contains(name) || name.startsWith(".scheduler.info."));
        return own || name.equals("state") || name.startsWith(".state.");
    }

    private static String checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(Files.readAllBytes(file));
        return Long.toHexString(crc.getValue());
    }
}
