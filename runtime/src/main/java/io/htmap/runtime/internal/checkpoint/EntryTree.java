package io.htmap.runtime.internal.checkpoint;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Sees to it that the entries of a manifest can stand in one tree: no name twice, nothing inside a file. */
final class EntryTree {
    private final Map<Path, Boolean> folders = new HashMap<>();

    void add(Entry entry) throws DamagedCheckpointException {
        for (Path above = entry.path().getParent(); above != null; above = above.getParent()) {
            if (Boolean.FALSE.equals(folders.get(above))) {
                throw new DamagedCheckpointException("its manifest has " + entry.path() + " inside a file");
            }
            folders.put(above, Boolean.TRUE);
        }
        Boolean folder = folders.put(entry.path(), entry.folder());
        if (folder != null && !(folder && entry.folder())) {
            throw new DamagedCheckpointException("its manifest has " + entry.path() + " twice");
        }
    }
}
