package io.htmap.internal.embedded;

import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventLogWriter;
import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.JobEvent;
import io.htmap.internal.event.JobId;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.LogFollower;
import io.htmap.internal.event.LogLength;
import io.htmap.internal.event.MapState;
import io.htmap.internal.event.PartialAppendException;
import io.htmap.internal.event.StateFile;
import io.htmap.internal.store.MapDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scheduler's hold on a map's event log. Events are collected and written together; what has to wait until they are
 * durable is run then. Used by the scheduler's one thread.
 */
final class MapLog implements AutoCloseable {
    static final int CLUSTER = 1;

    /** So many events are forced at a time: the next writer looks back far enough to find what a power cut spoilt. */
    private static final int BATCH = 200;

    /** So many bytes of the log are read by whoever opens the map. */
    private static final long SAVE_STATE_AFTER = 4L << 20;

    /** How much bigger what is added to the log must be than the state that is saved for it. */
    private static final int WORTH_SAVING = 10;

    private final MapDirectory map;
    private final EventLogWriter writer;
    private final LogFollower follower;
    private final List<JobEvent> pending = new ArrayList<>();
    /** New jobs, by component, that the state does not know yet. */
    private final Map<Integer, Integer> submitted = new HashMap<>();

    private final List<Runnable> afterwards = new ArrayList<>();
    private boolean unforced;
    private long stateSavedAt;
    private long saveStateAfter = SAVE_STATE_AFTER;

    private MapLog(MapDirectory map, EventLogWriter writer, LogFollower follower) {
        this.map = map;
        this.writer = writer;
        this.follower = follower;
        this.stateSavedAt = follower.position().offset();
    }

    /** Takes over a map's log: closes a torn last event, reads it to its end; refuses one that was cut off. */
    static MapLog open(MapDirectory map, int components) throws IOException {
        LogLength.check(map.logLength(), map.eventLog());
        EventLogWriter writer = EventLogWriter.open(map.eventLog());
        try {
            LogFollower follower = StateFile.load(
                    map.state(), map.eventLog(), new EventParser(), components, JobMapping.PROC_IS_COMPONENT);
            MapLog log = new MapLog(map, writer, follower);
            log.readNew();
            return log;
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** Returns the state as of the last commit. */
    MapState state() {
        return follower.state();
    }

    /** Returns whether nothing was ever written to the log. */
    boolean isNew() {
        return follower.position().offset() == 0;
    }

    void add(int component, EventBody body) {
        int cluster = submitted.getOrDefault(component, Math.max(CLUSTER, state().cluster(component)));
        pending.add(new JobEvent(new JobId(cluster, component), Instant.now(), body));
    }

    /** Adds a component's new job; what is added of it later belongs to that one. */
    void submitAgain(int component, int cluster, EventBody.Submitted body) {
        submitted.put(component, cluster);
        add(component, body);
    }

    void addForCluster(EventBody body) {
        pending.add(new JobEvent(JobId.ofCluster(CLUSTER), Instant.now(), body));
    }

    /** Runs something when all that was added so far is durable. */
    void whenDurable(Runnable action) {
        afterwards.add(action);
    }

    boolean isDirty() {
        return !pending.isEmpty() || unforced || !afterwards.isEmpty();
    }

    /**
     * Makes all that was added durable, brings the state up to date and runs what waited.
     *
     * @throws IOException when not all could be written; the rest stays for the next time
     */
    void commit() throws IOException {
        if (!pending.isEmpty()) {
            while (!pending.isEmpty()) {
                unforced = true;
                write(List.copyOf(pending.subList(0, Math.min(BATCH, pending.size()))));
                force();
            }
            readNew();
        } else if (unforced) {
            // it failed the last time
            force();
            readNew();
        }
        submitted.clear();
        if (follower.position().offset() - stateSavedAt > saveStateAfter) {
            saveStateIfPossible();
        }
        List<Runnable> actions = List.copyOf(afterwards);
        afterwards.clear();
        runAll(actions);
    }

    /** One that fails must not keep the others, which belong to other components, from being run. */
    private static void runAll(List<Runnable> actions) {
        RuntimeException failure = null;
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Saves the state, which only spares the next reader to go through the whole log. */
    void saveStateIfPossible() {
        stateSavedAt = follower.position().offset();
        try {
            StateFile.save(map.state(), follower);
            saveStateAfter = Math.max(SAVE_STATE_AFTER, WORTH_SAVING * Files.size(map.state()));
        } catch (IOException e) {
            System.err.println(Instant.now() + " the state of map " + map.id() + " was not saved: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void readNew() throws IOException {
        follower.poll();
        try {
            LogLength.note(map.logLength(), follower.position().offset());
        } catch (IOException e) {
            // it says less than there is then, which misleads nobody
            System.err.println(Instant.now() + " the length of map " + map.id() + "'s log was not noted: " + e);
        }
    }

    private void force() throws IOException {
        writer.force();
        unforced = false;
    }

    private void write(List<JobEvent> events) throws IOException {
        try {
            writer.append(events);
            pending.subList(0, events.size()).clear();
        } catch (PartialAppendException e) {
            pending.subList(0, e.written().size()).clear();
            throw e;
        }
    }
}
