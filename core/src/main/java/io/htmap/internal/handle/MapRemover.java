package io.htmap.internal.handle;

import io.htmap.HtmapException;
import io.htmap.SchedulerException;
import io.htmap.WaitInterruptedException;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.internal.store.Tags;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Removes maps. The map ceases to exist when its tag is gone; if what comes then is interrupted, the cleaner finishes
 * it.
 */
public final class MapRemover {
    private final Home home;

    public MapRemover(Home home) {
        this.home = home;
    }

    /**
     * Removes a map: takes its tag, ends what runs of it, deletes its files.
     *
     * @param forget makes the map's scheduler let go of it
     * @throws SchedulerException when it does not: the map is no more, but its files stay for the cleaner
     */
    public void remove(String tag, MapDirectory map, Consumer<MapDirectory> forget) {
        new Tags(home).release(tag);
        try {
            forget.accept(map);
        } catch (WaitInterruptedException e) {
            throw e;
        } catch (HtmapException e) {
            throw new SchedulerException(
                    "map '" + tag
                            + "' is no more, but its files stay until the next 'htmap clean', since its scheduler did"
                            + " not let go of it: " + e.getMessage(),
                    e);
        }
        delete(map);
    }

    /** Deletes a map directory that no scheduler works in any more. */
    void delete(MapDirectory map) {
        Path trash = home.preparing().resolve(map.id() + ".removed");
        try {
            if (Files.exists(map.path())) {
                DurableFiles.rename(map.path(), trash);
            }
            DurableFiles.deleteTree(trash);
        } catch (IOException e) {
            throw Problems.of("cannot delete the map directory", map.path(), e);
        }
    }
}
