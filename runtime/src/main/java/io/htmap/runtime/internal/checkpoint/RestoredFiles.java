package io.htmap.runtime.internal.checkpoint;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes out of a working directory what a generation brought, and nothing that the function made since. */
final class RestoredFiles {
    private RestoredFiles() {}

    static void remove(List<Entry> entries, Path directory) throws IOException {
        for (Entry entry : entries) {
            Path path = directory.resolve(entry.path());
            if (entry.folder() && Files.isDirectory(path)) {
                // the owner may not write to it, but it has to be emptied
                Files.setPosixFilePermissions(path, DurableFiles.OWNER_DIRECTORY.value());
            }
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            removeUpwards(directory.resolve(entries.get(i).path()), directory);
        }
    }

    /** Folders above that were not named came with it. */
    private static void removeUpwards(Path path, Path directory) throws IOException {
        Path next = path;
        while (!next.equals(directory) && isRemovable(next)) {
            Files.deleteIfExists(next);
            next = next.getParent();
        }
    }

    private static boolean isRemovable(Path path) throws IOException {
        return !Files.isDirectory(path) || Folders.children(path).isEmpty();
    }
}
