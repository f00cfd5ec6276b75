package io.htmap.condor.internal;

import io.htmap.Status;
import io.htmap.internal.event.JobId;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What attempts wrote whose job is still in the queue: from where it came home, from its node while it runs, or from the
 * spool of a schedd on this machine while it waits.
 */
final class LiveStreams {
    /** More than this of a running attempt is not fetched from its node. */
    private static final String MOST_BYTES = Integer.toString(16 << 20);

    /** For so long a job's node is not asked again that did not answer. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final CondorTools tools;
    private final Schedd schedd;
    private final Submission submission;
    private final Map<JobId, Long> silent = new ConcurrentHashMap<>();

    LiveStreams(CondorTools tools, Schedd schedd, Submission submission) {
        this.tools = tools;
        this.schedd = schedd;
        this.submission = submission;
    }

    Optional<byte[]> read(MapDirectory map, RecordKind stream, int component, int attempt, Fate log) {
        AttemptNumbers numbers = new AttemptNumbers(log.starts());
        CondorFolder folder = new CondorFolder(map);
        Optional<JobId> job = submission.jobs(map).map(jobs -> jobs.job(component));
        if (job.isEmpty()) {
            return Optional.empty();
        }
        boolean out = stream == RecordKind.STDOUT;
        Optional<byte[]> part =
                part(map, read(out ? folder.stdout(component) : folder.stderr(component)), attempt, numbers);
        if (part.isEmpty()) {
            part = part(map, log.status().isOnNode() ? fromNode(job.get(), out) : Optional.empty(), attempt, numbers);
        }
        if (part.isEmpty() && !schedd.isElsewhere()) {
            part = part(map, fromSpool(job.get(), out), attempt, numbers);
        }
        return part.isPresent() || !out
                ? part.or(() -> Optional.of(new byte[0]))
                : Optional.of(missing(attempt, log.status()));
    }

    private static byte[] missing(int attempt, Status status) {
        String why = status == Status.REMOVED
                ? "the component was removed, and HTCondor brings home nothing of a removed job"
                : "HTCondor brings it when the component ends, unless its node was lost";
        String line = "[htmap] what attempt " + attempt + " wrote is not here: " + why + "\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> part(
            MapDirectory map, Optional<byte[]> whole, int attempt, AttemptNumbers numbers) {
        return whole.map(bytes -> StreamParts.split(map.id(), bytes, numbers).get(attempt));
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException | AccessDeniedException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw Problems.of("cannot read", file, e);
        }
    }

    private Optional<byte[]> fromNode(JobId job, boolean out) {
        List<String> arguments = new ArrayList<>(schedd.where());
        arguments.addAll(List.of("-maxbytes", MOST_BYTES));
        arguments.addAll(out ? List.of() : List.of("-no-stdout", "-stderr"));
        arguments.add(job.toString());
        if (tools.find("condor_tail").isEmpty() || wasSilent(job)) {
            return Optional.empty();
        }
        // of a job that has just left its node it fails, or it is silent
        CondorTools.Answer answer = tools.tried("condor_tail", arguments, null);
        if (answer.exitCode() == CondorTools.NO_ANSWER) {
            silent.put(job, System.nanoTime());
        }
        return answer.exitCode() == 0
                ? Optional.of(answer.stdout().getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Whoever reads many attempts does not wait for each. */
    private boolean wasSilent(JobId job) {
        Long since = silent.get(job);
        return since != null && System.nanoTime() - since < SILENCE.toNanos();
    }

    private Optional<byte[]> fromSpool(JobId job, boolean out) {
        return read(schedd.spool(job).resolve(out ? "_condor_stdout" : "_condor_stderr"));
    }
}
