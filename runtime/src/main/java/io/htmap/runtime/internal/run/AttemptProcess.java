package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.checkpoint.FencedException;
import io.htmap.runtime.internal.probe.Probe;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.MarksWriter;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process on the execute node: carries one attempt of one component, whichever scheduler placed it there. It starts
 * often and for little, so what it needs on its way to the function avoids lambdas, streams and formats, whose classes
 * take longer to load than all else.
 *
 * <p>Once the output is committed the process ends, with shutdown hooks, whether or not threads of the function still
 * run.
 */
final class AttemptProcess {
    private static final Duration HOOKS_PATIENCE = Duration.ofSeconds(5);

    private final Start start;
    private final JobSpec job;
    private final Path marksFile;
    private final SchedulerLink link;
    private final Uploads uploads;
    private final ProgressPlace progress;
    private final WorkMarks earlier;

    /** @param earlier what processes before this one did for the attempt, or null if it is the first */
    AttemptProcess(
            Start start,
            JobSpec job,
            Path marksFile,
            SchedulerLink link,
            Uploads uploads,
            ProgressPlace progress,
            WorkMarks earlier) {
        this.start = start;
        this.job = job;
        this.marksFile = marksFile;
        this.link = link;
        this.uploads = uploads;
        this.progress = progress;
        this.earlier = earlier;
    }

    /** Ends the process, unless it cannot even begin. */
    void run() throws RunnerFailure {
        StandardStreams.remember();
        MarksWriter marks = openMarks();
        Exit exit = new Exit(marks);
        ProgressBoard board = new ProgressBoard(progress);
        Attempt attempt = new Attempt(job, workingDirectory(), start, marks, exit, uploads, board);
        Eviction eviction = new Eviction(attempt, exit, job.grace());
        EndRequests.listen(eviction, attempt, exit, marks);
        ExitCode code;
        try {
            code = carry(attempt, eviction, exit, marks);
        } catch (RunnerFailure e) {
            code = e.explain();
        } catch (OutOfMemoryError e) {
            code = outOfMemory(marks, exit);
        }
        StandardStreams.flush();
        exit.haltAt(System.nanoTime() + HOOKS_PATIENCE.toNanos(), code);
        link.stopListening();
        exit.end(code);
    }

    private ExitCode carry(Attempt attempt, Eviction eviction, Exit exit, MarksWriter marks) throws RunnerFailure {
        if (!link.awaitGo()) {
            return ExitCode.EVICTED;
        }
        link.whenBroken(eviction);
        restore(attempt);
        CurrentAttempt.set(attempt);
        Probe.restored();
        marks.started();
        Watch.over(attempt, start, job.limits(), eviction);
        FunctionCall call = FunctionCall.read(job);
        return new Delivery(attempt, eviction, exit).of(call);
    }

    private MarksWriter openMarks() throws RunnerFailure {
        try {
            return new MarksWriter(marksFile, start.attemptNanos(), earlier);
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.BAD_JOB, "the marks cannot be opened", e);
        }
    }

    private static Path workingDirectory() throws RunnerFailure {
        try {
            return Path.of("").toRealPath();
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.BAD_JOB, "the working directory cannot be found", e);
        }
    }

    private static void restore(Attempt attempt) throws RunnerFailure {
        try {
            attempt.restore();
        } catch (FencedException e) {
            throw new RunnerFailure(ExitCode.FENCED, "the attempt is too late", e);
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.NOT_RESTORED, "the checkpoint cannot be restored", e);
        }
    }

    private static ExitCode outOfMemory(MarksWriter marks, Exit exit) {
        marks.outOfMemory();
        StandardStreams.say("[htmap] the function ran out of memory; ask for more, or use less");
        StandardStreams.flush();
        exit.halt(ExitCode.OUT_OF_MEMORY);
        return ExitCode.OUT_OF_MEMORY;
    }
}
