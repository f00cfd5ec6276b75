package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.internal.attempt.Stop;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventType;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.OutputAppender;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.RerunFrom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A map in the embedded scheduler's hands. Used by the scheduler's one thread. */
final class MapRun implements Orphans.Settler {
    private final Home home;
    private final MapDirectory map;
    private final MapManifest manifest;
    private final MapLog log;
    private final OutputAppender outputs;
    private final Budgets budgets;
    private final Finisher finisher;
    private final Starter starter;
    private final Committer committer;
    private final Mailbox mailbox;
    private final Resources resources;
    private final Requests requests;
    private final Suspension suspension;

    private final Queue queue;
    private final Map<Integer, Worker> workers = new TreeMap<>();
    /** Attempts that have ended but could not be packed, the disk being full: their components are held. */
    private final Map<Integer, Unpacked> unpacked = new HashMap<>();

    private final Orphans orphans;
    private boolean closed;
    private @Nullable Throwable failure;
    private boolean stopping;

    /** An ended attempt that waits for room on the disk. */
    private record Unpacked(AttemptFiles files, Verdict.Evidence seen, long millis) {}

    MapRun(Home home, MapDirectory map, Path java, Mailbox mailbox, Resources resources) throws IOException {
        this.home = home;
        this.map = map;
        this.manifest = MapManifest.read(map);
        this.mailbox = mailbox;
        this.orphans = new Orphans(mailbox, this);
        this.queue = new Queue(mailbox);
        this.resources = resources;
        this.requests = Requests.open(map, manifest.options());
        this.outputs = new OutputAppender(map.outputs());
        // it holds a file open: nothing that may fail comes behind it
        this.log = MapLog.open(map, manifest.components());
        this.suspension = new Suspension(log);
        this.committer = new Committer(home, map, log, outputs, mailbox);
        RunTime runTime = new RunTime(log::state, manifest.options());
        this.starter = new Starter(this, new WorkerLauncher(home, map, manifest, java, runTime), committer, resources);
        this.budgets = new Budgets(map, log::state, options(), runTime, requests, resources.machine());
        this.finisher = new Finisher(map, log, outputs, budgets);
    }

    MapDirectory map() {
        return map;
    }

    MapOptions options() {
        return manifest.options();
    }

    int size() {
        return manifest.components();
    }

    Requests requests() {
        return requests;
    }

    Machine machine() {
        return resources.machine();
    }

    Suspension suspension() {
        return suspension;
    }

    MapState state() {
        return log.state();
    }

    MapLog log() {
        return log;
    }

    Map<Integer, Worker> workers() {
        return workers;
    }

    Queue queue() {
        return queue;
    }

    /** Begins: registers a new map in its log, or takes over what an earlier scheduler left. */
    void begin() throws IOException {
        outputs.takeOver();
        if (log.isNew()) {
            log.addForCluster(new EventBody.Note(EventType.FACTORY_SUBMITTED, Hosts.name()));
        }
        commit();
        queue.fill(state(), budgets::waitOf);
        new Takeover(this, home).run();
        commit();
    }

    /** Returns whether there is anything that this scheduler can still do for the map without being asked. */
    boolean isBusy() {
        return hasWorkers() || log.isDirty() || (!queue.isEmpty() && !stopping);
    }

    boolean hasWorkers() {
        return !workers.isEmpty() || !orphans.isEmpty();
    }

    boolean isStopping() {
        return stopping;
    }

    Orphans orphans() {
        return orphans;
    }

    /** Starts the next component that is ready, if there is room. Returns whether it did. */
    boolean startNext() {
        return !stopping && starter.startNext();
    }

    /** Looks after a worker that was started. */
    void begun(Worker worker) {
        workers.put(worker.component(), worker);
        worker.process().onExit().thenRun(() -> mailbox.post(() -> left(worker)));
    }

    /** A component enters the log when something first happens to it. */
    void materialize(int component) {
        if (state().status(component) == Status.UNMATERIALIZED) {
            log.add(component, new EventBody.Submitted(Hosts.name()));
        }
    }

    private void left(Worker worker) {
        workers.remove(worker.component());
        resources.giveBack(worker.asked());
        if (closed) {
            return;
        }
        try {
            ended(worker);
        } catch (RuntimeException | Error e) {
            // nobody foresaw it, and it must not be forgotten: the map is let go of, and taken over anew
            failure = e;
        }
    }

    private void ended(Worker worker) {
        Family.kill(worker.scratch().scratch());
        AttemptFiles files = new AttemptFiles(worker.component(), worker.attempt(), worker.scratch());
        try {
            Verdict.Evidence seen = Witness.of(worker, files);
            long millis = Witness.millis(seen);
            finish(new Unpacked(files, seen, millis >= 0 ? millis : worker.age().toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how the attempt ended, unless it could not be stored. */
    private Optional<Verdict> finish(Unpacked attempt) {
        int component = attempt.files().component();
        try {
            Verdict verdict = finisher.finish(attempt.files(), attempt.seen(), attempt.millis());
            Optional.ofNullable(verdict.again()).ifPresent(wait -> runsWhenDurable(component, wait));
            return Optional.of(verdict);
        } catch (IOException e) {
            unpacked.put(component, attempt);
            String reason = "what attempt " + attempt.files().attempt() + " left could not be stored: "
                    + Problems.reason(e) + "; it is kept: free some space, then release the component";
            log.add(component, new EventBody.Held(reason, Verdict.OUTPUT_TRANSFER, 28, EndFacts.UNKNOWN));
            return Optional.empty();
        }
    }

    /** Lets a component run, after a wait, when all that was logged is durable, if it was not held or removed meanwhile. */
    void runsWhenDurable(int component, Duration wait) {
        log.whenDurable(() -> {
            if (state().status(component).isActive()) {
                queue.add(component, wait);
            } else {
                queue.remove(component);
            }
        });
    }

    /** Closes an attempt of which nothing is left. */
    void closeLost(int component, int attempt) throws IOException {
        outputs.append(RecordKind.END, component, attempt, new byte[0]);
    }

    /** Lets a held component go on; an attempt that is waiting to be stored is stored instead. */
    void released(int component) {
        log.add(component, new EventBody.Note(EventType.RELEASED, "released on request"));
        Unpacked waiting = unpacked.remove(component);
        if (waiting != null) {
            log.whenDurable(() -> storeReleased(waiting));
        } else if (orphans.of(component) == null) {
            runsWhenDurable(component, Duration.ZERO);
        }
    }

    private void storeReleased(Unpacked waiting) {
        int component = waiting.files().component();
        switch (state().status(component)) {
            case HELD -> unpacked.put(component, waiting);
            case REMOVED -> discard(waiting.files());
            default ->
                // the same lack of room may have kept the runner from writing the output: that is released as well
                finish(waiting)
                        .filter(verdict -> verdict.holdCode() == Verdict.OUTPUT_TRANSFER)
                        .ifPresent(verdict -> released(component));
        }
    }

    /** Sets a component aside that has no worker. */
    void setAside(int component) {
        queue.remove(component);
        materialize(component);
        log.add(component, new EventBody.Held("held on request", Verdict.ON_REQUEST, 0, EndFacts.UNKNOWN));
    }

    /** Refuses a component of which something is left to be done by what was before. */
    void checkIsSettled(int component) {
        if (workers.containsKey(component) || orphans.of(component) != null) {
            throw new HtmapException(
                    "the last attempt of component " + component + " is still leaving its node; try again in a moment");
        }
        if (unpacked.containsKey(component)) {
            throw new HtmapException("what the last attempt of component " + component
                    + " left could not be stored yet: free some space, and release the component first");
        }
    }

    /** Runs a component again that is over or held: it gets a new job. */
    void runAgain(int component, int cluster, RerunFrom from) {
        log.submitAgain(component, cluster, new EventBody.Submitted(Hosts.name(), -1, from));
        runsWhenDurable(component, Duration.ZERO);
    }

    /** Takes a component out for good that has no worker, and with it what waits to be stored. */
    void remove(int component) {
        queue.remove(component);
        materialize(component);
        log.add(component, new EventBody.Note(EventType.ABORTED, "removed on request"));
        Unpacked waiting = unpacked.remove(component);
        if (waiting != null) {
            discard(waiting.files());
        }
    }

    /** Closes an attempt of a component that is removed, and deletes what it left; without room for that it stays. */
    void discard(AttemptFiles files) {
        try {
            files.packStreams(outputs);
            closeLost(files.component(), files.attempt());
            finisher.deleteWhenDurable(files.scratch().scratch());
        } catch (IOException e) {
            System.err.println(
                    Instant.now() + " cannot close " + files.scratch().scratch() + ": " + e);
        }
    }

    /** Remembers an attempt, found at the take-over, that ended but could not be stored then. */
    void keepUnpacked(AttemptFiles files) throws IOException {
        unpacked.put(
                files.component(),
                new Unpacked(files, Witness.missing(files, null, requests.of(files.component())), -1));
    }

    /** Waits until a runner that an earlier scheduler left is gone, then brings its attempt home. */
    void adopt(Orphan orphan, boolean wasLogged) {
        queue.remove(orphan.files().component());
        orphans.adopt(orphan, wasLogged, options().gracePeriod().orElseThrow());
    }

    @Override
    public void logged(Orphan orphan) throws IOException {
        AttemptFiles files = orphan.files();
        Verdict.Evidence seen = Witness.missing(files, orphan.wanted(), requests.of(files.component()));
        finish(new Unpacked(files, seen, Witness.millis(seen)));
        log.whenDurable(() -> closeQuietly(orphan));
    }

    @Override
    public void notLogged(Orphan orphan) {
        int component = orphan.files().component();
        finisher.deleteWhenDurable(orphan.files().scratch().scratch());
        if (orphan.wanted() == Stop.HOLD) {
            setAside(component);
        } else if (orphan.wanted() == Stop.REMOVE) {
            remove(component);
        } else {
            runsWhenDurable(component, budgets.waitOf(component));
        }
        log.whenDurable(() -> closeQuietly(orphan));
    }

    @Override
    public void failed(Throwable why) {
        failure = why;
    }

    private void closeQuietly(Orphan orphan) {
        try {
            orphan.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a worker away: politely, and hard when its grace period is over. */
    void tellToLeave(Worker worker, Stop reason) {
        if (worker.tellToLeave(reason)) {
            mailbox.postLater(worker.asked().gracePeriod().orElseThrow(), () -> {
                if (worker.process().isAlive()) {
                    worker.kill();
                }
            });
            suspension.goOnToLeave(worker);
        }
    }

    /** Sends all workers away; nothing new is started. */
    void stopAll(Stop reason) {
        stopping = true;
        List.copyOf(workers.values()).forEach(worker -> tellToLeave(worker, reason));
    }

    /** Makes everything durable that happened since the last time; tries again later if the disk is full. */
    void commit() {
        if (closed) {
            return;
        }
        if (failure != null) {
            throw new IllegalStateException("map " + map.id() + " failed", failure);
        }
        committer.commit();
    }

    /** Lets go of the map's files. */
    void close(boolean saveState) throws IOException {
        closed = true;
        try (log;
                outputs) {
            orphans.close();
            if (saveState) {
                log.saveStateIfPossible();
            }
        }
        ScratchFolders.deleteIfEmpty(home.execute().resolve(map.id()));
    }

    /** Lets go of the map as a scheduler does that ends: what was not logged yet is for the next one to find. */
    void abandon() {
        stopAll(Stop.SHUTDOWN);
        queue.clear();
        try {
            close(false);
        } catch (IOException e) {
            System.err.println(Instant.now() + " map " + map.id() + " was not closed: " + e);
        }
    }
}
