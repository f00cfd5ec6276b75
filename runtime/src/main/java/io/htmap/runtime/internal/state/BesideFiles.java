package io.htmap.runtime.internal.state;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Deletes what lies beside the state of a form that begins anew. */
final class BesideFiles {
    private BesideFiles() {}

    /** Deletes files and folders, but none that other forms name, nor one that holds the states. */
    static void delete(List<Path> filesBeside, List<Path> ofOthers) throws IOException {
        List<Path> kept = ofOthers.stream().map(BesideFiles::whole).toList();
        for (Path beside : filesBeside) {
            if (!isAbove(beside)) {
                deleteWithout(kept, whole(beside));
            }
        }
    }

    private static Path whole(Path beside) {
        return beside.toAbsolutePath().normalize();
    }

    private static void deleteWithout(List<Path> ofOthers, Path path) throws IOException {
        if (ofOthers.contains(path)) {
            return;
        }
        if (ofOthers.stream().noneMatch(other -> other.startsWith(path)) || !Files.isDirectory(path)) {
            DurableFiles.deleteTree(path);
            return;
        }
        for (Path child : Folders.children(path)) {
            deleteWithout(ofOthers, child);
        }
    }

    /** A folder that holds the states too is not the form's own. */
    private static boolean isAbove(Path beside) {
        return StateFolder.PATH.toAbsolutePath().startsWith(whole(beside));
    }
}
