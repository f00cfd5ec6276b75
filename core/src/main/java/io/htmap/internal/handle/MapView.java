package io.htmap.internal.handle;

import io.htmap.CorruptMapException;
import io.htmap.MapRemovedException;
import io.htmap.internal.event.EventFold;
import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.LogDamage;
import io.htmap.internal.event.LogFollower;
import io.htmap.internal.event.LogTruncatedException;
import io.htmap.internal.event.MapState;
import io.htmap.internal.event.StateFile;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads a map's event log as it grows. Thread-safe. */
final class MapView {
    private final String tag;
    private final MapDirectory map;
    private final LogFollower follower;

    /**
     * @param writer makes the log's writer take it over: a power cut may have left holes in events that were not forced,
     *     which are for the writer to cut off
     */
    MapView(String tag, MapDirectory map, MapManifest manifest, Runnable writer) {
        this.tag = tag;
        this.map = map;
        LogFollower first = follow(manifest);
        if (hasHoles(first)) {
            writer.run();
            first = follow(manifest);
        }
        this.follower = first;
        read(state -> state);
    }

    private boolean hasHoles(LogFollower log) {
        return log.damage().places().stream().anyMatch(place -> place.reason().equals(EventFold.HOLES));
    }

    private LogFollower follow(MapManifest manifest) {
        if (!Files.exists(map.eventLog())) {
            throw gone(map.eventLog());
        }
        try {
            LogFollower log = StateFile.load(
                    map.state(),
                    map.eventLog(),
                    new EventParser(),
                    manifest.components(),
                    JobMapping.PROC_IS_COMPONENT);
            log.poll();
            return log;
        } catch (LogTruncatedException e) {
            throw truncated(e);
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }

    /** Reads what is new in the log and answers a question about the state; the answer must not hold the state itself. */
    synchronized <T> T read(Function<MapState, T> question) {
        try {
            if (!Files.exists(map.eventLog())) {
                throw gone(map.eventLog());
            }
            follower.poll();
            checkDamage(follower.damage());
            checkEnd();
            return question.apply(follower.state());
        } catch (LogTruncatedException e) {
            throw Files.exists(map.path()) ? truncated(e) : removed();
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }

    /** The refusal when a file of the map is not there: was it removed, or is it damaged? */
    RuntimeException gone(Path file) {
        return Files.exists(map.path())
                ? new CorruptMapException(
                        "map '" + tag + "' is damaged: " + file
                                + " is missing; remove the map with: htmap remove --force " + tag,
                        null)
                : removed();
    }

    private CorruptMapException truncated(LogTruncatedException e) {
        return new CorruptMapException(e.getMessage() + Problems.damageAdvice(tag), e);
    }

    MapRemovedException removed() {
        return new MapRemovedException("map '" + tag + "' was removed");
    }

    private void checkEnd() {
        if (follower.endsInNoise()) {
            throw new CorruptMapException("map '" + tag + "' is damaged: " + map.eventLog() + " has no event at byte "
                    + follower.position().offset() + "; its statuses cannot be trusted" + Problems.damageAdvice(tag));
        }
    }

    private void checkDamage(LogDamage damage) {
        if (damage.count() > 0) {
            LogDamage.Place first = damage.places().get(0);
            throw new CorruptMapException(
                    "map '" + tag + "' is damaged: " + map.eventLog() + " has no readable event at" + " byte "
                            + first.offset() + " (" + first.reason() + "); its statuses cannot be trusted"
                            + Problems.damageAdvice(tag),
                    null);
        }
    }
}
