package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.WaitInterruptedException;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

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

    Actions(Schedd schedd, Submission submission) {
        this.schedd = schedd;
        this.submission = submission;
    }

    int act(MapDirectory map, Action action, ComponentSet wanted) {
        submission.submit(map);
        int cluster = submission.cluster(map).orElseThrow();
        boolean all = wanted.size() == MapManifest.read(map).components();
        if (all && actsOnClusters(action) && hasMoreToCome(map)) {
            return actOnAll(map, action, cluster);
        }
        Map<Integer, Schedd.Job> jobs = needsJobs(action) ? made(map, cluster, wanted) : schedd.jobs(map.id());
        Vacated vacated = new Vacated(new CondorFolder(map));
        ComponentSet chosen = chosen(jobs, wanted, applies(action, vacated));
        if (chosen.size() == 0) {
            return 0;
        }
        if (needsJobs(action) || action == Action.VACATE) {
            wake(cluster, jobs, chosen);
        }
        switch (action) {
            case HOLD -> schedd.act("condor_hold", cluster, chosen, "-reason", ON_REQUEST);
            case RELEASE -> schedd.act("condor_release", cluster, chosen);
            case REMOVE -> schedd.act("condor_rm", cluster, chosen);
            case SUSPEND -> schedd.act("condor_suspend", cluster, chosen);
            case CONTINUE -> schedd.act("condor_continue", cluster, chosen);
            case VACATE -> {
                schedd.act("condor_vacate_job", cluster, chosen);
                vacated.add(jobs.values().stream()
                        .filter(job -> chosen.contains(job.proc()))
                        .toList());
            }
        }
        return chosen.size();
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
        Map<Integer, Schedd.Job> jobs = schedd.jobs(map.id());
        ComponentSet all = ComponentSet.all(MapManifest.read(map).components());
        ComponentSet chosen = chosen(jobs, all, applies(action, new Vacated(new CondorFolder(map))));
        switch (action) {
            case HOLD -> {
                wake(cluster, jobs, chosen);
                schedd.act("condor_hold", cluster, "-reason", ON_REQUEST);
            }
            case RELEASE -> schedd.act("condor_release", cluster);
            case REMOVE -> {
                int toCome = all.size() - LoggedJobs.of(map).submitted();
                wake(cluster, jobs, chosen);
                schedd.act("condor_rm", cluster);
                return chosen.size() + toCome;
            }
            default -> throw new IllegalArgumentException("not for a whole cluster: " + action);
        }
        return chosen.size();
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
        return ComponentSet.of(jobs.values().stream()
                .filter(job -> wanted.contains(job.proc()))
                .filter(applies)
                .mapToInt(Schedd.Job::proc)
                .toArray());
    }

    /** HTCondor neither vacates nor tells a suspended job to leave: it goes on first. */
    private void wake(int cluster, Map<Integer, Schedd.Job> jobs, ComponentSet chosen) {
        ComponentSet suspended = chosen(jobs, chosen, job -> job.status() == SUSPENDED);
        if (suspended.size() > 0) {
            schedd.act("condor_continue", cluster, suspended);
        }
    }

    /** Changes what jobs ask for, from their next start on. */
    int edit(MapDirectory map, Resource resource, long megabytes, ComponentSet wanted) {
        submission.submit(map);
        int cluster = submission.cluster(map).orElseThrow();
        String attribute = resource == Resource.MEMORY ? "RequestMemory" : "RequestDisk";
        String value = Long.toString(resource == Resource.MEMORY ? megabytes : megabytes * KIB);
        boolean all = wanted.size() == MapManifest.read(map).components();
        if (all && hasMoreToCome(map)) {
            schedd.editCluster(cluster, attribute, value);
            return schedd.jobs(map.id()).size()
                    + wanted.size()
                    - LoggedJobs.of(map).submitted();
        }
        ComponentSet chosen = chosen(made(map, cluster, wanted), wanted, job -> true);
        if (chosen.size() > 0) {
            schedd.edit(cluster, chosen, attribute, value);
        }
        return chosen.size();
    }

    /**
     * Returns the map's jobs once those that are wanted have been made: the schedd makes them one after the other, and only
     * so many as may wait; what is not there yet cannot be asked for anything.
     */
    private Map<Integer, Schedd.Job> made(MapDirectory map, int cluster, ComponentSet wanted) {
        int last = wanted.last();
        if (!LoggedJobs.of(map).knows(last)) {
            if (last >= SubmitDescription.MAX_IDLE) {
                schedd.widen(cluster, last + 1, Math.max(last + 1, SubmitDescription.MAX_MATERIALIZE));
            }
            awaitMade(map, last);
        }
        return schedd.jobs(map.id());
    }

    private static void awaitMade(MapDirectory map, int component) {
        long deadline = System.nanoTime() + MATERIALIZED_WITHIN.toNanos();
        while (!LoggedJobs.of(map).knows(component)) {
            if (System.nanoTime() > deadline) {
                throw new SchedulerException("HTCondor has not put component " + component
                        + " of this map in its queue yet; try again in a while");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException("the wait for HTCondor was interrupted", e);
        }
    }

    /** Takes a map out of the queue; returns when nothing of HTCondor's touches its directory any more. */
    void forget(MapDirectory map) {
        CondorFolder folder = new CondorFolder(map);
        if (!Files.exists(folder.path())) {
            return;
        }
        try (MapLock lock = MapLock.take(folder)) {
            OptionalInt known = submission.cluster(map);
            List<Integer> clusters = known.isPresent() ? List.of(known.getAsInt()) : schedd.clusters(map.id());
            clusters.forEach(cluster -> remove(map, cluster));
        }
    }

    private void remove(MapDirectory map, int cluster) {
        if (schedd.clusters(map.id()).isEmpty()) {
            return;
        }
        schedd.act("condor_rm", cluster);
        Duration grace = MapManifest.read(map).options().gracePeriod().orElseThrow();
        long deadline = System.nanoTime() + grace.plus(LEFT_WITHIN).toNanos();
        while (!schedd.clusters(map.id()).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new SchedulerException("HTCondor has not ended the jobs of cluster " + cluster
                        + " yet; try again in a while, or remove them for good with: condor_rm -forcex " + cluster);
            }
            pause();
        }
    }
}
