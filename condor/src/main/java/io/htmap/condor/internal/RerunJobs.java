package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.condor.CondorCommandException;
import io.htmap.internal.embedded.Hosts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.JobEvent;
import io.htmap.internal.event.LogAppender;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries out what was promised, each {@link Rerun} exactly once, whatever dies in between; used by who holds the map's
 * lock. A cluster of the map's in the queue, or in the log, that is nobody else's is that of the one promise that is
 * open.
 */
final class RerunJobs {
    private static final Pattern SUBMITTED = Pattern.compile("000 \\((\\d{1,9})\\.\\d{1,9}\\.");
    private static final Duration LOGGED_WITHIN = Duration.ofSeconds(30);

    /** HTCondor's number of a job's status. */
    private static final int HELD = 5;

    private final Schedd schedd;
    private final Submission submission;

    RerunJobs(Schedd schedd, Submission submission) {
        this.schedd = schedd;
        this.submission = submission;
    }

    /** Returns whether nothing promised is left to do; each is done before the next one is promised. */
    static boolean isDone(CondorFolder folder) {
        List<Rerun> all = Rerun.all(folder);
        return all.isEmpty() || all.get(all.size() - 1).isDone();
    }

    void carryOutPromised(CondorFolder folder) throws IOException {
        if (isDone(folder)) {
            return;
        }
        List<Rerun> all = Rerun.all(folder);
        Rerun promised = all.get(all.size() - 1);
        if (promised.cluster().isEmpty()) {
            OptionalInt found = find(folder);
            int cluster = found.isPresent() ? found.getAsInt() : submit(folder, promised);
            requireNewest(folder, promised, cluster);
            promised.record(cluster);
            new SubmittingNote(folder).clear();
        }
        removeEarlier(folder.map());
        seeToLog(folder.map(), promised);
        promised.done();
    }

    /** Looks for a cluster that somebody has submitted who could not say so any more. */
    private OptionalInt find(CondorFolder folder) throws IOException {
        if (!new SubmittingNote(folder).isThere()) {
            return OptionalInt.empty();
        }
        submission.settle(folder, () -> queued(folder.map()).isPresent());
        OptionalInt queued = queued(folder.map());
        return queued.isPresent() ? queued : logged(folder.map());
    }

    private OptionalInt queued(MapDirectory map) {
        ComponentJobs known = known(map);
        return schedd.clusters(map.id()).stream()
                .mapToInt(Integer::intValue)
                .filter(cluster -> !known.has(cluster))
                .findFirst();
    }

    private OptionalInt logged(MapDirectory map) throws IOException {
        ComponentJobs known = known(map);
        try (BufferedReader lines = Files.newBufferedReader(map.eventLog(), StandardCharsets.ISO_8859_1)) {
            return lines.lines()
                    .map(SUBMITTED::matcher)
                    .filter(Matcher::lookingAt)
                    .mapToInt(event -> Integer.parseInt(event.group(1)))
                    .filter(cluster -> !known.has(cluster))
                    .findFirst();
        }
    }

    private ComponentJobs known(MapDirectory map) {
        return submission.jobs(map).orElseThrow();
    }

    /** What HTCondor refuses is not promised any more; without an answer it still is. */
    private int submit(CondorFolder folder, Rerun promised) throws IOException {
        try {
            return submission.submit(folder, promised.description());
        } catch (CondorCommandException e) {
            submission.settle(folder, () -> queued(folder.map()).isPresent());
            OptionalInt queued = queued(folder.map());
            if (queued.isPresent()) {
                return queued.getAsInt();
            }
            takeBack(folder, promised);
            throw e;
        }
    }

    private static void takeBack(CondorFolder folder, Rerun promised) throws IOException {
        promised.takeBack();
        new SubmittingNote(folder).clear();
    }

    /** The log's readers take a job for a later one if its cluster is; a queue that was made anew counts from 1. */
    private void requireNewest(CondorFolder folder, Rerun promised, int cluster) throws IOException {
        int newest = known(folder.map()).newest();
        if (cluster <= newest) {
            schedd.act("condor_rm", cluster);
            takeBack(folder, promised);
            throw new SchedulerException(
                    "HTCondor's queue was made anew and counts its clusters from 1: " + cluster + " is not behind "
                            + newest + ", the last one of this map; map the inputs anew, under another tag");
        }
    }

    /** Held jobs of components that run again must never be released; what they had saved has come home. */
    private void removeEarlier(MapDirectory map) {
        List<String> earlier = earlier(map);
        try {
            if (!earlier.isEmpty()) {
                schedd.remove(earlier);
            }
        } catch (CondorCommandException e) {
            if (!earlier(map).isEmpty()) {
                throw e;
            }
        }
    }

    private List<String> earlier(MapDirectory map) {
        ComponentJobs known = known(map);
        return schedd.jobs(map.id()).stream()
                .filter(job -> job.status() == HELD && known.has(job.id().cluster()))
                .filter(job -> known.component(job.id()).isEmpty())
                .map(job -> job.id().toString())
                .toList();
    }

    /** What the log could not take, mostly on a full disk, is added to it: by it alone it is told whose jobs these are. */
    private void seeToLog(MapDirectory map, Rerun rerun) throws IOException {
        int cluster = rerun.cluster().orElseThrow();
        SortedMap<Integer, Integer> components = rerun.firstAttempts();
        if (!Pauses.until(LOGGED_WITHIN, () -> missing(map, components, cluster).isEmpty())) {
            ComponentJobs known = known(map);
            Instant now = Instant.now();
            List<JobEvent> events = missing(map, components, cluster).stream()
                    .map(component -> new JobEvent(
                            known.job(component), now, new EventBody.Submitted(Hosts.name(), component, rerun.from())))
                    .toList();
            LogAppender.append(map.eventLog(), events);
        }
    }

    private static List<Integer> missing(MapDirectory map, SortedMap<Integer, Integer> components, int cluster) {
        MapState state = OpenComponents.state(map);
        return components.keySet().stream()
                .filter(component -> state.cluster(component) < cluster)
                .toList();
    }
}
