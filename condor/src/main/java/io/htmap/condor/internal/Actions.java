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
        Map<Integer, Schedd.Job> jobs = schedd.jobs(map.id());
        if (action == Action.HOLD || action == Action.REMOVE) {
            jobs = awaitMaterialized(map, wanted, jobs);
        }
        Vacated vacated = new Vacated(new CondorFolder(map));
        ComponentSet chosen = chosen(jobs, wanted, applies(action, vacated));
        if (chosen.size() == 0) {
            return 0;
        }
        if (action == Action.HOLD || action == Action.REMOVE || action == Action.VACATE) {
            wake(cluster, jobs, chosen);
        }
        switch (action) {
            case HOLD -> schedd.act("condor_hold", cluster, chosen, "-reason", "held on request");
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
        Map<Integer, Schedd.Job> jobs = awaitMaterialized(map, wanted, schedd.jobs(map.id()));
        ComponentSet chosen = chosen(jobs, wanted, job -> true);
        if (chosen.size() > 0) {
            switch (resource) {
                case MEMORY -> schedd.edit(cluster, chosen, "RequestMemory", Long.toString(megabytes));
                case DISK -> schedd.edit(cluster, chosen, "RequestDisk", Long.toString(megabytes * KIB));
            }
        }
        return chosen.size();
    }

    /**
     * The schedd makes a map's jobs one after the other, and only so many at a time; what is not there yet cannot be
     * asked for anything. Of a whole map, those that are there are enough: on hold, they keep the others out.
     */
    private Map<Integer, Schedd.Job> awaitMaterialized(
            MapDirectory map, ComponentSet wanted, Map<Integer, Schedd.Job> now) {
        int components = MapManifest.read(map).components();
        int most = Math.min(components, SubmitDescription.MAX_MATERIALIZE) - 1;
        int last = wanted.size() == components ? most : wanted.last();
        if (now.containsKey(last)) {
            return now;
        }
        long deadline = System.nanoTime() + MATERIALIZED_WITHIN.toNanos();
        while (!isLogged(map, last)) {
            if (last > most || System.nanoTime() > deadline) {
                throw new SchedulerException("component " + last + " of this map is not in HTCondor's queue yet, which"
                        + " holds " + SubmitDescription.MAX_MATERIALIZE
                        + " of a map's components at a time; ask again when earlier ones are over, or remove the map");
            }
            pause();
        }
        return schedd.jobs(map.id());
    }

    /** Whether the job has been made, or never will be; such a one may have left the queue already. */
    private static boolean isLogged(MapDirectory map, int component) {
        LoggedJobs logged = LoggedJobs.of(map);
        return logged.submitted() > component || logged.removed();
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
