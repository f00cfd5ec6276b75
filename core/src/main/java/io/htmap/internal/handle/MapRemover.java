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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Removes maps. The map ceases to exist when its tag is gone; if what comes then is interrupted, the cleaner finishes
 * it.
 */
public final class MapRemover {
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofMinutes(2);

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
            note(map, e);
            throw new SchedulerException(
                    "map '" + tag
                            + "' is no more, but its files stay for a while, since its scheduler did not let go of it: "
                            + e.getMessage()
                            + "; that is tried again when the home folder is used, and by 'htmap clean'",
                    e);
        }
        delete(map);
    }

    private void note(MapDirectory map, HtmapException reason) {
        try {
            DurableFiles.createDirectories(home.removing());
            DurableFiles.replace(home.removing().resolve(map.id()), new byte[0]);
        } catch (IOException e) {
            // then it is left to the cleaner
            reason.addSuppressed(e);
        }
    }

    /** Finishes removals whose scheduler was away; none of them more often than once a while, since it may still be. */
    public void finishEarlier(Consumer<MapDirectory> forget) {
        try (Stream<Path> notes = Files.list(home.removing())) {
            for (Path note : notes.filter(MapRemover::isDue).toList()) {
                finish(note, forget);
            }
        } catch (NoSuchFileException none) {
            // the usual case
        } catch (IOException e) {
            throw Problems.of("cannot read", home.removing(), e);
        }
    }

    private static boolean isDue(Path note) {
        try {
            Instant tried = Files.getLastModifiedTime(note).toInstant();
            return tried.isBefore(Instant.now().minus(TRIED_AGAIN_AFTER));
        } catch (IOException finishedByAnother) {
            return false;
        }
    }

    private void finish(Path note, Consumer<MapDirectory> forget) throws IOException {
        String id = note.getFileName().toString();
        MapDirectory map = home.map(id);
        try {
            if (Files.exists(map.path())) {
                Files.setLastModifiedTime(note, FileTime.from(Instant.now()));
                if (new Tags(home).isTagged(id)) {
                    return;
                }
                forget.accept(map);
                delete(map);
            }
            Files.deleteIfExists(note);
        } catch (WaitInterruptedException e) {
            throw e;
        } catch (HtmapException later) {
            LoggerFactory.getLogger("io.htmap")
                    .info("the files of removed map {} stay for a while: {}", id, later.getMessage());
        }
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
