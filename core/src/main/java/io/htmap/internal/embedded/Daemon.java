package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import io.htmap.internal.attempt.Stop;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.internal.store.Tags;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The embedded scheduler itself: one thread that does one thing after the other, so that nothing in it needs a lock.
 * Workers' ends, clients' requests and timers come in through its mailbox.
 */
final class Daemon implements Mailbox {
    private static final Duration IDLE_BEFORE_END = Duration.ofSeconds(3);

    private final Home home;
    private final Path java;
    private final Resources resources;
    private final ScheduledExecutorService timer;
    private final LinkedBlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final Map<String, MapRun> runs = new LinkedHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** Maps that were let go of; their workers may still be on their way out. */
    private final List<MapRun> abandoned = new ArrayList<>();

    private boolean stopping;

    Daemon(Home home, Path java, Machine machine, ScheduledExecutorService timer) {
        this.home = home;
        this.java = java;
        this.resources = new Resources(machine);
        this.timer = timer;
    }

    @Override
    public void post(Runnable work) {
        mailbox.add(work);
    }

    @Override
    public void postLater(Duration delay, Runnable work) {
        timer.schedule(() -> post(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does its work until there is nothing left to do, or it was told to stop. */
    void run() throws InterruptedException, IOException {
        try {
            if (!Ballast.take(home)) {
                System.err.println(Instant.now() + " no room for a reserve in " + home.path());
            }
            reopenQueued();
            while (!isOver()) {
                Runnable work = mailbox.poll(IDLE_BEFORE_END.toMillis(), TimeUnit.MILLISECONDS);
                if (work == null && !isBusy()) {
                    return;
                }
                guarded(work);
                startWhatFits();
            }
        } finally {
            closeAll();
            ended.complete(null);
        }
    }

    /** Tells all workers to leave, then ends. Completes when it has. */
    CompletableFuture<Void> stop() {
        post(() -> {
            stopping = true;
            runs.values().forEach(run -> run.stopAll(Stop.SHUTDOWN));
        });
        return ended;
    }

    CompletableFuture<Reply> handle(Request request) {
        if (request.verb() == Request.Verb.GREET) {
            // whatever it is doing at the moment: that is how clients see that it does not hang
            return CompletableFuture.completedFuture(Reply.ok(0));
        }
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        post(() -> {
            try {
                answer(request, reply);
            } catch (CancellationException stopping) {
                reply.cancel(false);
            } catch (IOException | RuntimeException | Error e) {
                refuse(reply, e);
            }
        });
        return reply;
    }

    private static void refuse(CompletableFuture<Reply> reply, Throwable e) {
        report(e);
        reply.complete(Reply.refused(Problems.line(e)));
    }

    private void answer(Request request, CompletableFuture<Reply> reply) throws IOException {
        switch (request.verb()) {
            case GREET -> throw new IllegalStateException("greetings do not come here");
            case STOP -> {
                stop();
                reply.complete(Reply.ok(0));
            }
            case SUBMIT -> {
                open(request.map());
                reply.complete(Reply.ok(0));
            }
            case ACT -> {
                MapRun run = open(request.map());
                int count = new Actions(run).act(request.action(), request.components());
                commitOrRefuse(run);
                reply.complete(Reply.ok(count));
            }
            case RERUN -> {
                MapRun run = open(request.map());
                int count = new Reruns(run).rerun(request.from(), request.after(), request.components());
                commitOrRefuse(run);
                refuseIfUnwritten(run);
                reply.complete(Reply.ok(count));
            }
            case EDIT ->
                reply.complete(Reply.ok(new Actions(open(request.map()))
                        .edit(request.resource(), request.megabytes(), request.components())));
            case FORGET -> forget(request.map(), reply);
        }
    }

    private void commitOrRefuse(MapRun run) {
        commit(run);
        if (runs.get(run.map().id()) != run) {
            throw new HtmapException("map directory " + run.map().path() + " is damaged; see " + home.schedulerLog());
        }
    }

    /** Who asked would find the outputs of before, and take them for the new ones. */
    private void refuseIfUnwritten(MapRun run) {
        if (run.log().isDirty()) {
            throw new HtmapException("the event log " + run.map().eventLog()
                    + " cannot be written; the components run again as soon as it can: free some space");
        }
    }

    private boolean isOver() {
        return stopping && runs.values().stream().noneMatch(MapRun::hasWorkers) && !anyLeaves();
    }

    private boolean isBusy() {
        return runs.values().stream().anyMatch(MapRun::isBusy) || anyLeaves();
    }

    private boolean anyLeaves() {
        abandoned.removeIf(run -> !run.hasWorkers());
        return !abandoned.isEmpty();
    }

    /**
     * One failure must not end the work of all maps. That holds for errors, too, such as memory that one map wants in
     * vain: a scheduler that ended would be started again, and end again, as long as there is that map.
     */
    private void guarded(Runnable work) {
        if (work == null) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            report(e);
        }
        commitAll();
    }

    private void commitAll() {
        for (MapRun run : List.copyOf(runs.values())) {
            commit(run);
        }
    }

    private void commit(MapRun run) {
        try {
            run.commit();
        } catch (RuntimeException | Error e) {
            drop(run, e);
        }
    }

    private boolean startNext(MapRun run) {
        try {
            return run.startNext();
        } catch (RuntimeException | Error e) {
            drop(run, e);
            return false;
        }
    }

    /** A map whose files are damaged is let go of, so that the others go on; its workers leave as if evicted. */
    private void drop(MapRun run, Throwable why) {
        report(why);
        runs.remove(run.map().id());
        run.abandon();
        abandoned.add(run);
    }

    private void startWhatFits() {
        boolean started = true;
        while (started && !stopping) {
            started = false;
            for (MapRun run : List.copyOf(runs.values())) {
                if (startNext(run)) {
                    started = true;
                }
                commit(run);
            }
        }
        closeFinished();
    }

    private MapRun open(String id) throws IOException {
        MapRun open = runs.get(id);
        if (open != null) {
            return open;
        }
        if (stopping) {
            throw new CancellationException("the scheduler is stopping");
        }
        MapDirectory map = home.map(id);
        if (!Files.isDirectory(map.path())) {
            throw new HtmapException("there is no map " + id + " in " + home.path());
        }
        if (!new Tags(home).isTagged(id)) {
            throw new HtmapException("map " + id + " was removed from " + home.path());
        }
        DurableFiles.replace(marker(id), new byte[0]);
        MapRun run = new MapRun(home, map, java, this, resources);
        try {
            run.begin();
        } catch (IOException | RuntimeException | Error e) {
            drop(run, e);
            throw e;
        }
        runs.put(id, run);
        return run;
    }

    private void reopenQueued() throws IOException {
        Tags tags = new Tags(home);
        List<Path> markers;
        try (Stream<Path> files = Files.list(home.queue())) {
            markers = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        for (Path marker : markers) {
            String id = marker.getFileName().toString();
            try {
                if (tags.isTagged(id)) {
                    open(id);
                } else {
                    // whoever removed it deletes the rest, or the cleaner does
                    DurableFiles.delete(marker);
                }
            } catch (IOException | RuntimeException | Error e) {
                // a damaged map must not keep the others from running
                report(e);
            }
        }
    }

    private void forget(String id, CompletableFuture<Reply> reply) throws IOException {
        MapRun run = runs.get(id);
        if (run == null && anyLeaves(id)) {
            postLater(Duration.ofMillis(20), () -> forgetLater(id, reply));
            return;
        }
        if (run == null) {
            DurableFiles.delete(marker(id));
            forgetWhenFenced(id, new Leftovers(home.execute().resolve(id)), reply);
            return;
        }
        run.stopAll(Stop.REMOVE);
        forgetWhenQuiet(run, reply);
    }

    private boolean anyLeaves(String id) {
        return anyLeaves() && abandoned.stream().anyMatch(run -> run.map().id().equals(id));
    }

    private void forgetLater(String id, CompletableFuture<Reply> reply) {
        try {
            forget(id, reply);
        } catch (IOException | RuntimeException | Error e) {
            refuse(reply, e);
        }
    }

    private void forgetWhenQuiet(MapRun run, CompletableFuture<Reply> reply) {
        if (run.hasWorkers()) {
            postLater(Duration.ofMillis(20), () -> forgetWhenQuiet(run, reply));
            return;
        }
        runs.remove(run.map().id());
        run.abandon();
        forgetLater(run.map().id(), reply);
    }

    private void forgetWhenFenced(String id, Leftovers leftovers, CompletableFuture<Reply> reply) {
        try {
            if (!leftovers.tryFenceAll()) {
                postLater(Duration.ofMillis(20), () -> forgetWhenFenced(id, leftovers, reply));
                return;
            }
            DurableFiles.deleteTree(home.execute().resolve(id));
            leftovers.close();
            reply.complete(Reply.ok(0));
        } catch (IOException e) {
            report(e);
            reply.complete(Reply.refused(e.toString()));
        }
    }

    private void closeFinished() {
        for (MapRun run : List.copyOf(runs.values())) {
            if (run.isBusy() || run.isStopping()) {
                continue;
            }
            runs.remove(run.map().id());
            try {
                run.close(true);
                DurableFiles.delete(marker(run.map().id()));
            } catch (IOException | RuntimeException e) {
                report(e);
            }
        }
    }

    private void closeAll() throws IOException {
        for (MapRun run : runs.values()) {
            try {
                run.close(true);
            } catch (IOException | RuntimeException e) {
                report(e);
            }
        }
    }

    private Path marker(String id) {
        return home.queue().resolve(id);
    }

    private static void report(Throwable e) {
        System.err.println(Instant.now() + " " + e);
        e.printStackTrace();
    }
}
