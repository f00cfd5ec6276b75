package io.htmap.condor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.htmap.ComponentProgress;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.wire.JobAdProgress;
import io.htmap.runtime.internal.wire.ProgressNote;
import io.htmap.spi.ComponentSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far running components are, as their jobs' ads have it. The ads are minutes old on most pools, so the schedd is not
 * asked again for each tick of somebody who waits. Thread-safe.
 */
final class LiveProgress {
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(5);

    private final Schedd schedd;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** What the schedd said, and when, by {@link System#nanoTime}. */
    private record Answer(long nanos, Map<Integer, ComponentProgress> progress) {
        boolean isOld() {
            return System.nanoTime() - nanos >= ASKED_AGAIN_AFTER.toNanos();
        }
    }

    LiveProgress(Schedd schedd) {
        this.schedd = schedd;
    }

    Map<Integer, ComponentProgress> read(MapDirectory map, ComponentJobs jobs, ComponentSet components) {
        Answer known = answers.get(map.id());
        if (known == null || known.isOld()) {
            // one that fails is not asked again at once either
            answers.put(map.id(), new Answer(System.nanoTime(), Map.of()));
            known = new Answer(System.nanoTime(), ask(map, jobs));
            answers.put(map.id(), known);
        }
        Map<Integer, ComponentProgress> progress = new TreeMap<>(known.progress());
        progress.keySet().removeIf(component -> !components.contains(component));
        return progress;
    }

    private Map<Integer, ComponentProgress> ask(MapDirectory map, ComponentJobs jobs) {
        Map<Integer, ComponentProgress> progress = new TreeMap<>();
        for (JsonNode ad : schedd.running(map.id(), JobAdProgress.ATTRIBUTE, JobAdProgress.START)) {
            jobs.component(Ads.job(ad))
                    .ifPresent(component -> said(ad).ifPresent(said -> progress.put(component, said)));
        }
        return progress;
    }

    /** What an earlier attempt said stays in the ad until this one says something. */
    private static Optional<ComponentProgress> said(JsonNode ad) {
        long start = ad.path(JobAdProgress.START).asLong();
        return JobAdProgress.parse(ad.path(JobAdProgress.ATTRIBUTE).asText())
                .filter(word -> word.start() == 0 || start == 0 || word.start() == start)
                .map(word -> progress(word.said()));
    }

    private static ComponentProgress progress(ProgressNote said) {
        return new ComponentProgress(said.done(), said.total(), said.note(), Instant.ofEpochMilli(said.atMillis()));
    }
}
