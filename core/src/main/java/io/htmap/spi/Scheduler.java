package io.htmap.spi;

import io.htmap.AttemptEnd;
import io.htmap.ComponentProgress;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.Status;
import io.htmap.internal.attempt.EndNote;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.RecordKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What places components on execute nodes. The map's event log is its only answer about their fate; nothing here tells
 * a status. Thread-safe.
 */
public interface Scheduler extends AutoCloseable {
    /** Returns the name by which maps remember their scheduler, such as {@code local}. */
    String name();

    /**
     * Refuses options that could never be met, before anything is made.
     *
     * @param options complete options
     * @throws io.htmap.HtmapException naming the option and what to do
     */
    void check(MapOptions options);

    /**
     * Returns the feature version of the Java that will run the components, such as 17.
     *
     * @throws io.htmap.HtmapException when there is none
     */
    int javaFeature(MapOptions options);

    /**
     * Takes a map into the queue. Asking again for a map that is there already, or that has ended, changes nothing.
     *
     * @throws io.htmap.HtmapException when the scheduler cannot be reached; the map stays, and may be submitted later
     */
    void submit(MapDirectory map);

    /**
     * Sees to it that a map which is not over gets on; called now and then while somebody waits for it.
     *
     * @param counts how many components are in each status; statuses that none has are absent
     */
    default void care(MapDirectory map, Map<Status, Integer> counts) {
        if (counts.keySet().stream().anyMatch(Status::isActive)) {
            submit(map);
        }
    }

    /**
     * Returns whether the scheduler mends a map's event log itself after a crash, so that what is no event in it is damage.
     * Of another's log events may be missing, since a disk was full or the power failed: see {@link #addMissing}.
     */
    default boolean mendsLog() {
        return true;
    }

    /**
     * Adds to a map's event log how components ended of which its writer lost the last event. Called now and then; cheap
     * where there is nothing to do.
     *
     * @param counts how many components are in each status; statuses that none has are absent
     * @param hasGaps whether the log shows that events are missing
     * @param log tells what the log says of a component
     */
    default void addMissing(MapDirectory map, Map<Status, Integer> counts, boolean hasGaps, IntFunction<Fate> log) {
        // a scheduler that mends its log has nothing to add
    }

    /**
     * Does something to components. Returns when the scheduler has taken it on; the log shows when it is done.
     *
     * @return how many components it applies to; the others stay as they are
     */
    int act(MapDirectory map, Action action, ComponentSet components);

    /**
     * Changes what components ask for. It counts for attempts that begin later, for good; one that runs keeps what it has.
     * Terminal components stay as they are.
     *
     * @param megabytes what to ask for instead, in MiB
     * @return how many components it applies to
     * @throws io.htmap.HtmapException when it could never be met; nothing is changed
     */
    int edit(MapDirectory map, Resource resource, long megabytes, ComponentSet components);

    /**
     * Runs components again that are over or held, all of them or none. When this returns the log says so, and neither what
     * they gave before nor the checkpoints that they do not start from count any more. Asking again with the same
     * {@code after} changes nothing.
     *
     * @param from what they start from; a checkpoint of it is in each one's checkpoint folder
     * @param after the newest cluster that the event log showed when somebody asked for it
     * @return how many they are
     * @throws io.htmap.HtmapException when one of them runs or will run anyway, or the scheduler cannot do it
     */
    default int rerun(MapDirectory map, RerunFrom from, int after, ComponentSet components) {
        throw new SchedulerException("the scheduler '" + name()
                + "' cannot run components again yet: map their inputs anew," + " under another tag");
    }

    /**
     * Takes a whole map out of the scheduler's hands, running components included; when this returns, nothing of the
     * scheduler's touches the map directory any more.
     */
    void forget(MapDirectory map);

    /**
     * Returns what an attempt whose output is not stored in the map yet has written so far, as well as it can be had.
     *
     * @param stream {@link RecordKind#STDOUT} or {@link RecordKind#STDERR}
     * @param log what the log says of the component
     * @return empty if there is nothing to be had
     */
    Optional<byte[]> live(MapDirectory map, RecordKind stream, int component, int attempt, Fate log);

    /**
     * Brings home what came back from nodes but is not stored in the map yet. Called before results are read, with the
     * components that are asked for; cheap where there is nothing to do.
     *
     * @param over tells what the log says of a component
     */
    default void collect(MapDirectory map, ComponentSet components, IntFunction<Fate> over) {
        // a scheduler whose own process stores everything has nothing to do here
    }

    /**
     * Returns the folders that may have the checkpoints of a component and that this machine can read; the one with the
     * newest counts.
     */
    default List<Path> checkpointFolders(MapDirectory map, int component) {
        return List.of(map.checkpoints(component));
    }

    /**
     * Returns how far components are that sit on nodes, as far as their functions have said so.
     *
     * @param log tells what the log says of a component
     */
    default Map<Integer, ComponentProgress> progress(MapDirectory map, ComponentSet components, IntFunction<Fate> log) {
        return Map.of();
    }

    /**
     * Returns what nodes noted of the ends of a component's attempts, as far as it is not stored yet, by the log's numbers of
     * the attempts.
     */
    default Map<Integer, EndNote> endNotes(MapDirectory map, int component, Fate log) {
        return Map.of();
    }

    /**
     * What the log says of a component.
     *
     * @param status its status
     * @param starts when each of its attempts began
     * @param ends how each of those ended; of one that has not, empty
     */
    record Fate(Status status, List<Instant> starts, List<Optional<AttemptEnd>> ends) {}

    /** Returns this scheduler's defaults of options whose built-in default is none. */
    default MapOptions defaults() {
        return MapOptions.builder().build();
    }

    /** Returns the digests of stored jars that the scheduler itself may be running from. */
    Set<String> jarsInUse();

    /** Lets go of what this object holds; the scheduler itself goes on. */
    @Override
    void close();
}
