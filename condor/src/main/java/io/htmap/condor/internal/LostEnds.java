package io.htmap.condor.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.htmap.Status;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventType;
import io.htmap.internal.event.Exit;
import io.htmap.internal.event.JobEvent;
import io.htmap.internal.event.JobId;
import io.htmap.internal.event.LogAppender;
import io.htmap.internal.event.Usage;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.OutputStore;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an event log how components ended, or that they are held, where that event was lost with a full disk or the
 * power: it would be waited for for ever. Only what is known for sure is added; a schedd that knows nothing of a job may
 * be the wrong one. Thread-safe.
 */
final class LostEnds {
    /** Of a log that has been silent for so long, the queue is asked. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    private static final Duration ASKED_AGAIN_AFTER = Duration.ofMinutes(1);

    /** An event that has not come for so long will not come. */
    private static final Duration LATE = Duration.ofSeconds(15);

    private static final int REMOVED = 3;
    private static final int COMPLETED = 4;
    private static final int HELD = 5;

    private final Schedd schedd;
    private final Submission submission;
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    LostEnds(Schedd schedd, Submission submission) {
        this.schedd = schedd;
        this.submission = submission;
    }

    void add(MapDirectory map, Map<Status, Integer> counts, boolean hasGaps, IntFunction<Fate> log) {
        boolean isOpen = counts.keySet().stream().anyMatch(status -> !status.isTerminal());
        Optional<ComponentJobs> jobs = submission.jobs(map);
        if (!isOpen || jobs.isEmpty() || !(hasGaps || isSilent(map)) || !isDue(map)) {
            return;
        }
        try (MapLock lock = MapLock.take(new CondorFolder(map))) {
            List<JobEvent> lost = lost(map, jobs.get(), log);
            if (!lost.isEmpty()) {
                LogAppender.append(map.eventLog(), lost);
            }
        } catch (IOException e) {
            throw Problems.of("cannot complete the event log", map.eventLog(), e);
        }
    }

    private boolean isDue(MapDirectory map) {
        Instant now = Instant.now();
        Instant before = asked.put(map.id(), now);
        boolean isDue = before == null || !now.isBefore(before.plus(ASKED_AGAIN_AFTER));
        if (!isDue) {
            asked.put(map.id(), before);
        }
        return isDue;
    }

    private static boolean isSilent(MapDirectory map) {
        try {
            Instant last = Files.getLastModifiedTime(map.eventLog()).toInstant();
            return last.isBefore(Instant.now().minus(SILENT));
        } catch (IOException e) {
            throw Problems.of("cannot read", map.eventLog(), e);
        }
    }

    private List<JobEvent> lost(MapDirectory map, ComponentJobs jobs, IntFunction<Fate> log) throws IOException {
        Map<Integer, JsonNode> queue = byComponent(jobs, schedd.queued(map.id()));
        boolean hasLeft = queue.isEmpty() && schedd.clusters(map.id()).isEmpty();
        OutputStore stored = new OutputStore(map.outputs());
        Map<Integer, JsonNode> past = null;
        List<JobEvent> lost = new ArrayList<>();
        for (int component : open(map, hasLeft, queue, log)) {
            JsonNode job = queue.get(component);
            Optional<EventBody> body;
            if (job != null) {
                body = held(job, log.apply(component));
            } else {
                past = past != null ? past : byComponent(jobs, schedd.history(map.id()));
                body = ended(map, component, jobs.firstAttempt(component), stored, past.get(component));
            }
            body.ifPresent(found -> lost.add(new JobEvent(jobs.job(component), Instant.now(), found)));
        }
        if (hasLeft && past != null && !past.isEmpty()) {
            // what was never made will not be made any more
            lost.add(new JobEvent(
                    JobId.ofCluster(jobs.first()),
                    Instant.now(),
                    new EventBody.Note(EventType.FACTORY_REMOVED, "it has left HTCondor's queue")));
        }
        return lost;
    }

    /**
     * The log is asked after the queue: what happened meanwhile is in it. A job may be in the queue of which the log says
     * nothing: a schedd that cannot write into the map directory holds it.
     */
    private static int[] open(MapDirectory map, boolean hasLeft, Map<Integer, JsonNode> queue, IntFunction<Fate> log) {
        return IntStream.range(0, MapManifest.read(map).components())
                .filter(component -> {
                    Status status = log.apply(component).status();
                    return !status.isTerminal()
                            && (hasLeft || status != Status.UNMATERIALIZED || queue.containsKey(component));
                })
                .toArray();
    }

    private static Map<Integer, JsonNode> byComponent(ComponentJobs jobs, Iterable<JsonNode> ads) {
        Map<Integer, JsonNode> byComponent = new TreeMap<>();
        ads.forEach(ad -> jobs.component(Ads.job(ad)).ifPresent(component -> byComponent.put(component, ad)));
        return byComponent;
    }

    private static Optional<EventBody> held(JsonNode job, Fate log) {
        if (job.path("JobStatus").asInt() != HELD || log.status() == Status.HELD || !isLate(job)) {
            return Optional.empty();
        }
        return Optional.of(new EventBody.Held(
                job.path("HoldReason").asText(),
                job.path("HoldReasonCode").asInt(),
                job.path("HoldReasonSubCode").asInt(),
                EndFacts.UNKNOWN));
    }

    private static boolean isLate(JsonNode job) {
        return isLate(Instant.ofEpochSecond(job.path("EnteredCurrentStatus").asLong()));
    }

    private static boolean isLate(Instant since) {
        return since.isBefore(Instant.now().minus(LATE));
    }

    /** What the job's files say comes first: an output that is there counts. */
    private static Optional<EventBody> ended(
            MapDirectory map, int component, int first, OutputStore stored, @Nullable JsonNode past)
            throws IOException {
        Optional<EventBody> output = output(new CondorFolder(map), component, first, stored);
        if (output.isPresent() || past == null || !isLate(past)) {
            return output;
        }
        return switch (past.path("JobStatus").asInt()) {
            case COMPLETED -> Optional.of(terminated(exit(past)));
            case REMOVED ->
                Optional.of(new EventBody.Note(
                        EventType.ABORTED, past.path("RemoveReason").asText()));
            default -> Optional.empty();
        };
    }

    private static Optional<EventBody> output(CondorFolder folder, int component, int first, OutputStore stored)
            throws IOException {
        try {
            Optional<RecordKind> kind = stored.hasOutput(component, first)
                    ? stored.output(component, first).map(OutputStore.Output::kind)
                    : returned(folder.state(component).resolve("output"), component);
            return kind.map(found -> terminated(Exit.returned(found == RecordKind.VALUE ? 0 : 1)));
        } catch (DamagedRecordException damaged) {
            // then it is for HTCondor's history to say
            return Optional.empty();
        }
    }

    private static Optional<RecordKind> returned(Path file, int component) throws IOException {
        boolean isThere =
                Files.exists(file) && isLate(Files.getLastModifiedTime(file).toInstant());
        return isThere ? ReturnedOutput.read(file, component).map(ReturnedOutput::kind) : Optional.empty();
    }

    private static Exit exit(JsonNode past) {
        return past.path("ExitBySignal").asBoolean()
                ? Exit.signalled(past.path("ExitSignal").asInt())
                : Exit.returned(past.path("ExitCode").asInt());
    }

    private static EventBody terminated(Exit exit) {
        return new EventBody.Terminated(exit, EndFacts.UNKNOWN, Usage.NONE, Usage.NONE);
    }
}
