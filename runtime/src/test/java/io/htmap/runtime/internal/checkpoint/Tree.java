package io.htmap.runtime.internal.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder's whole content as a value: names, permissions and bytes, to compare. */
final class Tree {
    private Tree() {}

    static SortedMap<String, String> of(Path root) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (!path.equals(root)) {
                    tree.put(root.relativize(path).toString(), describe(path));
                }
            }
        }
        return tree;
    }

    private static String describe(Path path) throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (Files.isSymbolicLink(path)) {
            return "link";
        }
        return Files.isDirectory(path) ? mode + " folder" : mode + " " + Files.readString(path);
    }
}
