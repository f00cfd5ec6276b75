package io.htmap.internal.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Attempts of a map that nobody wants any more, and whose scheduler is gone. Their runners may still be on their way out,
 * in the middle of a commit even: only when all are fenced may the map's files be deleted.
 */
final class Leftovers {
    private final List<Orphan> orphans = new ArrayList<>();

    Leftovers(Path mapFolder) throws IOException {
        for (AttemptFiles files : ScratchFolders.list(mapFolder)) {
            orphans.add(new Orphan(files));
        }
    }

    /** Tries to fence all runners, and kills those that are still there. Returns whether all are gone. */
    boolean tryFenceAll() throws IOException {
        boolean all = true;
        for (Orphan orphan : orphans) {
            if (!orphan.tryFence()) {
                orphan.kill();
                all = false;
            }
        }
        return all;
    }

    /** Lets go of the locks, once the folders are deleted. */
    void close() throws IOException {
        for (Orphan orphan : orphans) {
            orphan.close();
        }
    }
}
