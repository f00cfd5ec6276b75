package io.htmap.condor.internal;

import io.htmap.Attempt;
import io.htmap.HtmapException;
import io.htmap.SchedulerException;
import io.htmap.Status;
import io.htmap.internal.attempt.Rerunnable;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.InputShards;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.internal.store.SavedGenerations;
import io.htmap.runtime.internal.checkpoint.Generation;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.RerunFrom;
import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs components again. What their jobs have left comes home first; then it is promised, see {@link Rerun}, and carried
 * out. Outputs of earlier attempts do not count from then on, nor do those checkpoints that it does not start from.
 */
final class Reruns {
    /** Without it a job's script would begin from scratch, and count its attempts from the first. */
    private static final String KNOWS_HOW = "saved=${15";

    private final Schedd schedd;
    private final Submission submission;
    private final SubmittedTo submittedTo;
    private final Spooled spooled;
    private final RerunJobs jobs;

    Reruns(Schedd schedd, Submission submission) {
        this.schedd = schedd;
        this.submission = submission;
        this.submittedTo = new SubmittedTo(schedd);
        this.spooled = new Spooled(schedd);
        this.jobs = new RerunJobs(schedd, submission);
    }

    /**
     * Runs all of them again, or refuses and does nothing.
     *
     * @param after the newest cluster that was known when somebody asked for it: what has a newer one was run again then
     * @return how many they are
     */
    int rerun(MapDirectory map, RerunFrom from, int after, ComponentSet wanted) {
        CondorFolder folder = new CondorFolder(map);
        submission.submit(map);
        submittedTo.require(folder);
        try (MapLock lock = MapLock.take(folder)) {
            jobs.carryOutPromised(folder);
            MapState state = OpenComponents.state(map);
            ComponentSet open = wanted.where(component -> state.cluster(component) <= after);
            if (open.size() > 0) {
                check(folder, state, open);
                bringHome(folder, state, open);
                checkSaved(map, from, open);
                promise(folder, state, from, open);
                jobs.carryOutPromised(folder);
            }
        } catch (IOException e) {
            throw Problems.of("cannot run components again of the map in", map.path(), e);
        }
        return wanted.size();
    }

    /** Does what a program has promised that could not do it any more. */
    void carryOut(MapDirectory map) {
        CondorFolder folder = new CondorFolder(map);
        if (RerunJobs.isDone(folder)) {
            return;
        }
        submittedTo.require(folder);
        try (MapLock lock = MapLock.take(folder)) {
            jobs.carryOutPromised(folder);
        } catch (IOException e) {
            throw Problems.of("cannot run components again of the map in", map.path(), e);
        }
    }

    private static void check(CondorFolder folder, MapState state, ComponentSet components) throws IOException {
        ComponentSet toRemove = Removals.noted(folder);
        components.stream().forEach(component -> {
            if (component >= state.size()) {
                throw new HtmapException("the map has no component " + component);
            }
            Rerunnable.check(component, state.status(component));
            if (toRemove.contains(component)) {
                throw new HtmapException(
                        "component " + component + " was removed, but HTCondor has not taken its job out"
                                + " of its queue yet; try again in a while");
            }
        });
        if (!Files.readString(folder.script()).contains(KNOWS_HOW)) {
            throw new SchedulerException("this map was made by an earlier version, whose components cannot run again on"
                    + " HTCondor: map their inputs anew, under another tag");
        }
    }

    /** Nothing more comes of these jobs, so what is there is all that there will be of their attempts. */
    private void bringHome(CondorFolder folder, MapState state, ComponentSet components) throws IOException {
        MapDirectory map = folder.map();
        Map<Integer, Schedd.Job> queued = submission.jobs(map).orElseThrow().byComponent(schedd.jobs(map.id()));
        queued.keySet().removeIf(component -> !components.contains(component));
        spooled.bringHome(folder, queued);
        new Collector(
                        map,
                        component -> over(state, component),
                        component -> submission.firstAttempt(map, component),
                        new LookedAt())
                .storeWhatIsThere(components.stream().boxed().toList());
    }

    private static Fate over(MapState state, int component) {
        List<Attempt> attempts = state.attempts(component);
        return new Fate(
                Status.REMOVED,
                attempts.stream().map(Attempt::start).toList(),
                attempts.stream().map(Attempt::how).toList());
    }

    private static void checkSaved(MapDirectory map, RerunFrom from, ComponentSet components) throws IOException {
        for (int component : components.stream().toArray()) {
            List<Generation> kept = SavedGenerations.in(map.checkpoints(component));
            if (from.needsCheckpoint()
                    && kept.stream().noneMatch(saved -> !from.isNumbered() || saved.number() == from.checkpoint())) {
                throw new HtmapException("component " + component + " has no " + from + " any more");
            }
        }
    }

    private void promise(CondorFolder folder, MapState state, RerunFrom from, ComponentSet components)
            throws IOException {
        MapManifest manifest = MapManifest.read(folder.map());
        Edits edits = Edits.of(folder);
        InputShards inputs = new InputShards(folder.map().inputs(), manifest.inputShards());
        DurableFiles.createDirectories(folder.none());
        List<AgainItem> items = new ArrayList<>();
        for (int component : components.stream().toArray()) {
            items.add(new AgainItem(
                    component,
                    String.valueOf(inputs.fileOf(component).getFileName()),
                    state.attemptCount(component) + 1,
                    lastPinned(folder.map(), component),
                    saved(folder, component),
                    edits.memoryMb(component, manifest.options()),
                    edits.diskMb(component, manifest.options())));
        }
        SubmitDescription description = new SubmitDescription(manifest, submission.neededJava(manifest));
        Rerun.promise(folder, items, from, path -> description.again(path, from));
    }

    private static int lastPinned(MapDirectory map, int component) throws IOException {
        return SavedGenerations.in(map.pinned(component)).stream()
                .mapToInt(Generation::number)
                .max()
                .orElse(0);
    }

    private static String saved(CondorFolder folder, int component) {
        Path checkpoints = folder.map().checkpoints(component);
        Path saved = Files.isDirectory(checkpoints) ? checkpoints : folder.none();
        return folder.map().path().relativize(saved).toString();
    }
}
