package io.htmap.cli;

import io.htmap.HtmapException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Refuses files that are not there, before anything is started with them. */
final class UserFiles {
    private UserFiles() {}

    /** Returns the path if it is a file that can be read. */
    static Path existing(Path path, String what) {
        if (!Files.isRegularFile(path)) {
            throw new HtmapException(what + " " + path + (Files.exists(path) ? " is not a file" : " does not exist"));
        }
        if (!Files.isReadable(path)) {
            throw new HtmapException(what + " " + path + " cannot be read; check its permissions");
        }
        return path;
    }

    /** Checks each entry of a class path. */
    static void checkClassPath(String classPath) {
        for (String entry : classPath.split(File.pathSeparator)) {
            boolean wildcard = entry.equals("*") || entry.endsWith("/*");
            if (!entry.isEmpty() && !wildcard && !Files.exists(Path.of(entry))) {
                throw new HtmapException("-cp names " + entry + ", which does not exist");
            }
        }
    }
}
