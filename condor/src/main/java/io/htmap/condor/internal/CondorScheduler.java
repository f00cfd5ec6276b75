package io.htmap.condor.internal;

import io.htmap.ComponentProgress;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.Status;
import io.htmap.WaitInterruptedException;
import io.htmap.condor.CondorCommandException;
import io.htmap.internal.attempt.EndNote;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import io.htmap.spi.Resource;
import io.htmap.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/** Maps on an HTCondor pool. Nothing of ours runs beside them: the schedd does all the work. Thread-safe. */
final class CondorScheduler implements Scheduler {
    private static final String CHECKPOINTS = "ckpt";

    private final Home home;
    private final CondorTools tools;
    private final Schedd schedd;
    private final Submission submission;
    private final Actions actions;
    private final Removals removals;
    private final Throttle throttle;
    private final LiveStreams streams;
    private final LiveProgress progress;
    private final LostEnds lostEnds;
    private final Reruns reruns;
    private final LookedAt lookedAt = new LookedAt();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    CondorScheduler(Home home, Map<String, String> environment) {
        this.home = home;
        this.tools = new CondorTools(environment);
        this.schedd = new Schedd(tools, environment);
        this.submission = new Submission(home, schedd);
        this.throttle = new Throttle(schedd, submission);
        this.actions = new Actions(schedd, submission, throttle);
        this.removals = new Removals(schedd, submission, actions);
        this.streams = new LiveStreams(tools, schedd, submission);
        this.progress = new LiveProgress(schedd);
        this.lostEnds = new LostEnds(schedd, submission);
        this.reruns = new Reruns(schedd, submission);
    }

    @Override
    public String name() {
        return CondorSchedulerProvider.NAME;
    }

    /** HTCondor decides itself what can be met, and nodes may come that nobody sees today; but it must answer. */
    @Override
    public void check(MapOptions options) {
        HomePath.check(home);
        try {
            schedd.requireAnswer();
        } catch (HtmapException e) {
            throw new SchedulerException(
                    "this machine is set up for HTCondor, but " + e.getMessage()
                            + "; try again when it is back, or run the map on this machine with the scheduler 'local'",
                    e);
        }
        if (schedd.isElsewhere()) {
            new SharedHome(tools, schedd).check();
        }
    }

    /** The node's Java is found out there; what the classes need is told to the job. */
    @Override
    public int javaFeature(MapOptions options) {
        return Runtime.version().feature();
    }

    @Override
    public void submit(MapDirectory map) {
        submission.submit(map);
    }

    @Override
    public void care(MapDirectory map, Map<Status, Integer> counts) {
        Scheduler.super.care(map, counts);
        later(() -> reruns.carryOut(map));
        later(() -> {
            removals.carryOut(map);
            throttle.resume(map);
            if (counts.getOrDefault(Status.UNMATERIALIZED, 0) > 0) {
                throttle.makeRoom(map, counts.getOrDefault(Status.HELD, 0));
            }
        });
    }

    /** The components that are in the queue already go on without; what fails is tried again. */
    private void later(Runnable work) {
        try {
            work.run();
        } catch (WaitInterruptedException e) {
            throw e;
        } catch (HtmapException later) {
            warnOnce(later);
        }
    }

    private void warnOnce(HtmapException e) {
        if (told.add(e.getMessage())) {
            LoggerFactory.getLogger("io.htmap").warn(e.getMessage());
        }
    }

    /** HTCondor does not force it to the disk, and leaves torn what did not fit on a full one. */
    @Override
    public boolean mendsLog() {
        return false;
    }

    @Override
    public void addMissing(MapDirectory map, Map<Status, Integer> counts, boolean hasGaps, IntFunction<Fate> log) {
        lostEnds.add(map, counts, hasGaps, log);
    }

    @Override
    public int act(MapDirectory map, Action action, ComponentSet components) {
        if (action == Action.REMOVE) {
            return removals.remove(map, components);
        }
        int reached = advised(() -> actions.act(map, action, components));
        later(() -> removals.carryOut(map));
        return reached;
    }

    @Override
    public int edit(MapDirectory map, Resource resource, long megabytes, ComponentSet components) {
        return advised(() -> actions.edit(map, resource, megabytes, components));
    }

    private static int advised(IntSupplier action) {
        try {
            return action.getAsInt();
        } catch (CondorCommandException e) {
            throw new CondorCommandException(
                    e.getMessage() + "; try again when HTCondor answers: htmap doctor tells",
                    e.command(),
                    e.exitCode(),
                    e.output());
        }
    }

    @Override
    public int rerun(MapDirectory map, RerunFrom from, int after, ComponentSet components) {
        return reruns.rerun(map, from, after, components);
    }

    @Override
    public void forget(MapDirectory map) {
        actions.forget(map);
    }

    @Override
    public Optional<byte[]> live(MapDirectory map, RecordKind stream, int component, int attempt, Fate log) {
        return streams.read(map, stream, component, attempt, log);
    }

    /** A map can be looked at without its schedd, so nothing fails for want of this. */
    @Override
    public Map<Integer, ComponentProgress> progress(MapDirectory map, ComponentSet components, IntFunction<Fate> log) {
        try {
            return submission
                    .jobs(map)
                    .map(jobs -> progress.read(map, jobs, components))
                    .orElse(Map.of());
        } catch (WaitInterruptedException e) {
            throw e;
        } catch (HtmapException e) {
            warnOnce(e);
            return Map.of();
        }
    }

    /** Where they come home to, and the spool of a schedd on this machine, which has what a job brings to its next node. */
    @Override
    public List<Path> checkpointFolders(MapDirectory map, int component) {
        List<Path> folders = new ArrayList<>();
        folders.add(map.checkpoints(component));
        states(map, component).forEach(state -> folders.add(state.resolve(CHECKPOINTS)));
        folders.removeIf(folder -> !Files.isReadable(folder));
        return folders;
    }

    /** A machine without HTCondor's programs, or whose schedd is away, tells what is in the home folder all the same. */
    private List<Path> statesIfKnown(MapDirectory map, int component) {
        try {
            return states(map, component);
        } catch (SchedulerException noSpoolHere) {
            return List.of(new CondorFolder(map).state(component));
        }
    }

    private List<Path> states(MapDirectory map, int component) {
        List<Path> states = new ArrayList<>();
        states.add(new CondorFolder(map).state(component));
        if (!schedd.isElsewhere()) {
            submission
                    .jobs(map)
                    .ifPresent(
                            jobs -> states.add(schedd.spool(jobs.job(component)).resolve("state")));
        }
        states.removeIf(state -> !Files.isReadable(state));
        return states;
    }

    @Override
    public Map<Integer, EndNote> endNotes(MapDirectory map, int component, Fate log) {
        AttemptNumbers numbers = new AttemptNumbers(log.starts());
        Map<Integer, EndNote> notes = new TreeMap<>();
        for (Path state : statesIfKnown(map, component)) {
            try {
                notes.putAll(EndNotes.withCommits(state, numbers));
            } catch (IOException e) {
                throw Problems.of("cannot read what nodes noted in", state, e);
            }
        }
        return notes;
    }

    @Override
    public void collect(MapDirectory map, ComponentSet components, IntFunction<Fate> log) {
        collector(map, log).collect(components);
    }

    private Collector collector(MapDirectory map, IntFunction<Fate> log) {
        return new Collector(map, log, component -> submission.firstAttempt(map, component), lookedAt);
    }

    @Override
    public Set<String> jarsInUse() {
        return Set.of();
    }

    @Override
    public void close() {
        // nothing is held open: each request is a program of its own
    }
}
