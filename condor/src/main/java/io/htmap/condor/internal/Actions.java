package io.htmap.condor.internal;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.condor.CondorCommandException;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Does to a map's jobs what was asked for, through the schedd. */
final class Actions {
    /** HTCondor's numbers of a job's status. */
    private static final int IDLE = 1;

    private static final int RUNNING = 2;
    private static final int HELD = 5;
    private static final int TRANSFERRING = 6;
    private static final int SUSPENDED = 7;

    private static final long KIB = 1024;

    private static final String ON_REQUEST = "held on request";

    private static final Duration MATERIALIZED_WITHIN = Duration.ofSeconds(30);
    private static final Duration LEFT_WITHIN = Duration.ofSeconds(30);

    private final Schedd schedd;
    private final Submission submission;
    private final Throttle throttle;
    private final Spooled spooled;
    private final SubmittedTo submittedTo;

    Actions(Schedd schedd, Submission submission, Throttle throttle) {
        this.schedd = schedd;
        this.submission = submission;
        this.throttle = throttle;
        this.spooled = new Spooled(schedd);
        this.submittedTo = new SubmittedTo(schedd);
    }

    int act(MapDirectory map, Action action, ComponentSet wanted) {
        submission.submit(map);
        submittedTo.require(new CondorFolder(map));
        boolean all = wanted.size() == MapManifest.read(map).components();
        if (all && actsOnClusters(action) && hasMoreToCome(map)) {
            OptionalInt cluster = queuedCluster(map);
            if (cluster.isPresent()) {
                return actOnAll(map, action, cluster.getAsInt());
            }
        }
        Map<Integer, Schedd.Job> jobs = needsJobs(action) ? made(map, wanted) : jobs(map);
        Vacated vacated = new Vacated(new CondorFolder(map));
        ComponentSet chosen = chosen(jobs, wanted, applies(action, vacated));
        if (needsJobs(action) || action == Action.VACATE) {
            wake(map, jobs, chosen);
        }
        if (action == Action.REMOVE) {
            bringHome(map, jobs, chosen);
        }
        ComponentSet reached = reach(
                map,
                chosen,
                applies(action, vacated),
                part -> schedd.act(program(action), map.id(), part, options(action)));
        if (action == Action.VACATE && reached.size() > 0) {
            vacated.add(some(jobs, reached).values());
        }
        return reached.size();
    }

    /** Returns the map's cluster, if it is in the queue: a new queue may have given its number to another. */
    private OptionalInt queuedCluster(MapDirectory map) {
        int cluster = submission.cluster(map).orElseThrow();
        return schedd.clusters(map.id()).contains(cluster) ? OptionalInt.of(cluster) : OptionalInt.empty();
    }

    private static String program(Action action) {
        return switch (action) {
            case HOLD -> "condor_hold";
            case RELEASE -> "condor_release";
            case REMOVE -> "condor_rm";
            case SUSPEND -> "condor_suspend";
            case CONTINUE -> "condor_continue";
            case VACATE -> "condor_vacate_job";
        };
    }

    private static String[] options(Action action) {
        return action == Action.HOLD ? new String[] {"-reason", ON_REQUEST} : new String[0];
    }

    /**
     * Does something to some of a map's jobs. HTCondor's programs fail where it applies to none any more, for example since
     * they have ended in between; that is no failure.
     *
     * @param applies tells of a job as it is now whether it still can be done
     * @return the components that were reached
     */
    private ComponentSet reach(
            MapDirectory map, ComponentSet chosen, Predicate<Schedd.Job> applies, Consumer<ComponentJobs.Part> action) {
        ComponentSet reached = ComponentSet.of();
        for (ComponentJobs.Part part : submission.jobs(map).orElseThrow().parts(chosen)) {
            try {
                action.accept(part);
                reached = reached.with(part.components());
            } catch (CondorCommandException e) {
                if (chosen(jobs(map), part.components(), applies).size() > 0) {
                    throw e;
                }
            }
        }
        return reached;
    }

    /** Whether it must reach components whose jobs have not been made yet. */
    private static boolean needsJobs(Action action) {
        return action == Action.HOLD || action == Action.REMOVE;
    }

    private static boolean actsOnClusters(Action action) {
        return needsJobs(action) || action == Action.RELEASE;
    }

    private static boolean hasMoreToCome(MapDirectory map) {
        return !LoggedJobs.of(map).knows(MapManifest.read(map).components() - 1);
    }

    /** What is done to a cluster counts for the jobs to come too: none are made while it is on hold, or once removed. */
    private int actOnAll(MapDirectory map, Action action, int cluster) {
        Map<Integer, Schedd.Job> jobs = jobs(map);
        ComponentSet all = ComponentSet.all(MapManifest.read(map).components());
        ComponentSet chosen = chosen(jobs, all, applies(action, new Vacated(new CondorFolder(map))));
        switch (action) {
            case HOLD -> {
                wake(map, jobs, chosen);
                actOnCluster(map, action, cluster, chosen);
            }
            case RELEASE -> actOnCluster(map, action, cluster, chosen);
            case REMOVE -> {
                int toCome = all.size() - LoggedJobs.of(map).submitted();
                wake(map, jobs, chosen);
                bringHome(map, jobs, chosen);
                actOnCluster(map, action, cluster, chosen);
                return chosen.size() + toCome;
            }
            default -> throw new IllegalArgumentException("not for a whole cluster: " + action);
        }
        return chosen.size();
    }

    /** What runs again is in clusters of its own. */
    private void actOnCluster(MapDirectory map, Action action, int cluster, ComponentSet chosen) {
        ComponentSet again = submission.jobs(map).orElseThrow().again(chosen);
        schedd.act(program(action), cluster, options(action));
        reach(
                map,
                again,
                applies(action, new Vacated(new CondorFolder(map))),
                part -> schedd.act(program(action), map.id(), part, options(action)));
    }

    private static Predicate<Schedd.Job> applies(Action action, Vacated vacated) {
        return switch (action) {
            case HOLD -> job -> Set.of(IDLE, RUNNING, TRANSFERRING, SUSPENDED).contains(job.status());
            case RELEASE -> job -> job.status() == HELD;
            case REMOVE ->
                job -> Set.of(IDLE, RUNNING, HELD, TRANSFERRING, SUSPENDED).contains(job.status());
            case VACATE -> job -> (job.status() == RUNNING || job.status() == SUSPENDED) && !vacated.contains(job);
            case SUSPEND -> job -> job.status() == RUNNING;
            case CONTINUE -> job -> job.status() == SUSPENDED;
        };
    }

    private static ComponentSet chosen(
            Map<Integer, Schedd.Job> jobs, ComponentSet wanted, Predicate<Schedd.Job> applies) {
        return wanted.where(component -> jobs.containsKey(component) && applies.test(jobs.get(component)));
    }

    private static Map<Integer, Schedd.Job> some(Map<Integer, Schedd.Job> jobs, ComponentSet wanted) {
        Map<Integer, Schedd.Job> some = new TreeMap<>(jobs);
        some.keySet().removeIf(component -> !wanted.contains(component));
        return some;
    }

    /** Returns a map's jobs that are in the queue, by component. */
    private Map<Integer, Schedd.Job> jobs(MapDirectory map) {
        return submission.jobs(map).orElseThrow().byComponent(schedd.jobs(map.id()));
    }

    /** HTCondor neither vacates nor tells a suspended job to leave: it goes on first. */
    private void wake(MapDirectory map, Map<Integer, Schedd.Job> jobs, ComponentSet chosen) {
        Predicate<Schedd.Job> isSuspended = job -> job.status() == SUSPENDED;
        reach(
                map,
                chosen(jobs, chosen, isSuspended),
                isSuspended,
                part -> schedd.act("condor_continue", map.id(), part));
    }

    private void bringHome(MapDirectory map, Map<Integer, Schedd.Job> jobs, ComponentSet chosen) {
        spooled.bringHome(new CondorFolder(map), some(jobs, chosen));
    }

    /** Changes what jobs ask for, from their next start on; also in a later job of the same component. */
    int edit(MapDirectory map, Resource resource, long megabytes, ComponentSet wanted) {
        submission.submit(map);
        CondorFolder folder = new CondorFolder(map);
        submittedTo.require(folder);
        ComponentSet open = OpenComponents.of(map, wanted);
        int edited = editJobs(map, resource, megabytes, wanted);
        try (MapLock lock = MapLock.take(folder)) {
            if (open.size() > 0) {
                Edits.of(folder).add(resource, megabytes, open);
            }
            return edited;
        } catch (IOException e) {
            throw Problems.of("cannot write", folder.edits(), e);
        }
    }

    private int editJobs(MapDirectory map, Resource resource, long megabytes, ComponentSet wanted) {
        String attribute = resource == Resource.MEMORY ? "RequestMemory" : "RequestDisk";
        String value = resource == Resource.MEMORY
                ? new MemoryLevels(MapManifest.read(map).options()).request(Long.toString(megabytes))
                : Long.toString(megabytes * KIB);
        boolean all = wanted.size() == MapManifest.read(map).components();
        if (all && hasMoreToCome(map)) {
            OptionalInt cluster = queuedCluster(map);
            if (cluster.isPresent()) {
                schedd.editCluster(cluster.getAsInt(), attribute, value);
                Map<Integer, Schedd.Job> queued = jobs(map);
                ComponentSet again = submission.jobs(map).orElseThrow().again(chosen(queued, wanted, job -> true));
                reach(map, again, job -> true, part -> schedd.edit(map.id(), part, attribute, value));
                return queued.size() + wanted.size() - LoggedJobs.of(map).submitted();
            }
        }
        ComponentSet chosen = chosen(made(map, wanted), wanted, job -> true);
        return reach(map, chosen, job -> true, part -> schedd.edit(map.id(), part, attribute, value))
                .size();
    }

    /**
     * Returns the map's jobs once those that are wanted have been made: the schedd makes them one after the other, and only
     * so many as may wait; what is not there yet cannot be asked for anything.
     */
    private Map<Integer, Schedd.Job> made(MapDirectory map, ComponentSet wanted) {
        int last = wanted.last();
        if (!LoggedJobs.of(map).knows(last) && queuedCluster(map).isPresent()) {
            if (last >= SubmitDescription.MAX_IDLE) {
                throttle.widen(map, last + 1, Math.max(last + 1, SubmitDescription.MAX_MATERIALIZE));
            }
            awaitMade(map, last);
        }
        return jobs(map);
    }

    private void awaitMade(MapDirectory map, int component) {
        Duration longest = isPaused(map) ? Duration.ZERO : MATERIALIZED_WITHIN;
        if (!Pauses.until(longest, () -> LoggedJobs.of(map).knows(component))) {
            throw new NotMadeException("HTCondor has not put component " + component
                    + " of this map in its queue yet; try again in a while, or release the map if it is held");
        }
    }

    /** As long as a whole cluster is on hold, its next jobs are not made, however long one waits. */
    private boolean isPaused(MapDirectory map) {
        return schedd.isPaused(submission.cluster(map).orElseThrow());
    }

    /** A job that is asked for something has not been made. */
    static final class NotMadeException extends SchedulerException {
        private static final long serialVersionUID = 1L;

        NotMadeException(String message) {
            super(message);
        }
    }

    /** Takes a map out of the queue; returns when nothing of HTCondor's touches its directory any more. */
    void forget(MapDirectory map) {
        CondorFolder folder = new CondorFolder(map);
        if (!Files.exists(folder.path())) {
            return;
        }
        try (MapLock lock = MapLock.take(folder)) {
            if (!isOver(map)) {
                submittedTo.require(folder);
            }
            submission.settle(folder);
            List<Integer> clusters = schedd.clusters(map.id());
            clusters.forEach(cluster -> takeOut(map, cluster));
            if (!clusters.isEmpty()) {
                awaitGone(map, clusters);
            }
        } catch (IOException e) {
            throw Problems.of("cannot take out of HTCondor's queue the map in", map.path(), e);
        }
    }

    /** What is damaged must be removable too. */
    private static boolean isOver(MapDirectory map) {
        try {
            return OpenComponents.of(map).size() == 0;
        } catch (HtmapException damaged) {
            return true;
        }
    }

    /** HTCondor's program fails where all jobs of the cluster are leaving already, or have left in between. */
    private void takeOut(MapDirectory map, int cluster) {
        try {
            schedd.act("condor_rm", cluster);
        } catch (CondorCommandException e) {
            Predicate<Schedd.Job> stays = applies(Action.REMOVE, new Vacated(new CondorFolder(map)));
            if (schedd.jobs(map.id()).stream().anyMatch(job -> job.id().cluster() == cluster && stays.test(job))) {
                throw e;
            }
        }
    }

    private void awaitGone(MapDirectory map, List<Integer> clusters) {
        Duration longest = grace(map).plus(LEFT_WITHIN);
        if (!Pauses.until(longest, () -> schedd.clusters(map.id()).isEmpty())) {
            String all = clusters.stream().map(String::valueOf).collect(Collectors.joining(" "));
            throw new SchedulerException("HTCondor has not ended the jobs of cluster " + all
                    + " yet; try again in a while, or remove them for good with: condor_rm -forcex " + all);
        }
    }

    /** What is damaged must be removable too. */
    private static Duration grace(MapDirectory map) {
        try {
            return MapManifest.read(map).options().gracePeriod().orElseThrow();
        } catch (HtmapException damaged) {
            return MapOptions.defaults().gracePeriod().orElseThrow();
        }
    }
}
