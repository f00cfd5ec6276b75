package io.htmap.internal.handle;

import io.htmap.CorruptMapException;
import io.htmap.MapRemovedException;
import io.htmap.Status;
import io.htmap.internal.event.EventFold;
import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.LogDamage;
import io.htmap.internal.event.LogFollower;
import io.htmap.internal.event.LogLength;
import io.htmap.internal.event.LogTruncatedException;
import io.htmap.internal.event.MapState;
import io.htmap.internal.event.StateFile;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Reads a map's event log as it grows. What is not an event in a log that its scheduler mends is damage, and refused; in
 * another's log it is a sign that events are missing, which the scheduler finds out about otherwise. Thread-safe.
 */
final class MapView {
    private final String tag;
    private final MapDirectory map;
    private final MapManifest manifest;
    private final boolean isMended;
    private LogFollower follower;
    private boolean hasGaps;

    /**
     * @param scheduler takes the log over where it mends it: a power cut may have left holes in events that were not
     *     forced, which are for the writer to cut off
     */
    MapView(String tag, MapDirectory map, MapManifest manifest, Scheduler scheduler) {
        this.tag = tag;
        this.map = map;
        this.manifest = manifest;
        this.isMended = scheduler.mendsLog();
        this.follower = follow();
        if (isMended && hasHoles(follower)) {
            scheduler.submit(map);
            follower = follow();
        }
        read(state -> state);
    }

    /** Returns whether events are missing, of a log that is read in spite of it. */
    synchronized boolean hasGaps() {
        return hasGaps;
    }

    private boolean hasHoles(LogFollower log) {
        return log.damage().places().stream().anyMatch(place -> place.reason().equals(EventFold.HOLES));
    }

    private LogFollower follow() {
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
            LogLength.check(map.logLength(), map.eventLog());
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
            poll();
            return question.apply(follower.state());
        } catch (LogTruncatedException e) {
            throw Files.exists(map.path()) ? truncated(e) : removed();
        } catch (IOException e) {
            throw Problems.of("cannot read the event log", map.eventLog(), e);
        }
    }

    /** Returns how many components are in each status that any has. */
    Map<Status, Integer> counts() {
        Map<Status, Integer> counts = read(MapState::counts);
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private void poll() throws IOException {
        if (isMended) {
            follower.poll();
            checkDamage(follower.damage());
            checkEnd();
            return;
        }
        try {
            follower.poll();
        } catch (LogTruncatedException cut) {
            if (!Files.exists(map.eventLog())) {
                throw cut;
            }
            noteGap(cut.getMessage());
            follower = follow();
        }
        if (follower.damage().count() > 0) {
            noteGap(map.eventLog() + " has no readable event at byte "
                    + follower.damage().places().get(0).offset());
        }
    }

    private void noteGap(String why) {
        if (!hasGaps) {
            hasGaps = true;
            LoggerFactory.getLogger("io.htmap")
                    .warn(
                            "events of map '{}' are missing: {}; '{}' is asked what became of its components",
                            tag,
                            why,
                            manifest.scheduler());
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
