package io.htmap.runtime.internal.run;

import static java.nio.file.StandardOpenOption.WRITE;

import io.htmap.runtime.internal.checkpoint.FencedException;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.MarksWriter;
import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process on the execute node: carries one attempt of one component. It starts often and for little, so what it
 * needs on its way to the function avoids lambdas, streams and formats, whose classes take longer to load than all else.
 *
 * <p>Once the output is committed the process ends, with shutdown hooks, whether or not threads of the function still
 * run.
 */
public final class Runner {
    private static final Duration HOOKS_PATIENCE = Duration.ofSeconds(5);

    /** Held for life: a channel that nothing refers to is closed by the garbage collector, and the lock with it. */
    @SuppressWarnings("unused")
    private static FileChannel lock;

    private final Start start;
    private final ScratchLayout scratch;
    private final SchedulerPipe pipe = new SchedulerPipe();

    private Runner(Start start, ScratchLayout scratch) {
        this.start = start;
        this.scratch = scratch;
    }

    /**
     * Runs the attempt in a scratch directory, and ends the process with one of the codes of {@link ExitCode}.
     *
     * @param arguments the scratch directory; its {@code work} is the current directory
     */
    public static void main(String[] arguments) {
        Start start = Start.now();
        if (arguments.length != 1) {
            System.err.println("[htmap] usage: Runner SCRATCH_DIRECTORY");
            System.exit(ExitCode.BAD_JOB.number());
        }
        try {
            new Runner(start, new ScratchLayout(Path.of(arguments[0]))).run();
        } catch (RunnerFailure e) {
            System.exit(explain(e).number());
        }
    }

    /** Up to the marks, an end is a plain exit: the scratch directory may be another runner's. */
    private void run() throws RunnerFailure {
        JobSpec job = readJob();
        takeLock();
        MarksWriter marks = openMarks();
        Exit exit = new Exit(marks);
        Attempt attempt = new Attempt(job, workingDirectory(), start, marks, exit);
        Eviction eviction = new Eviction(attempt, exit, job.grace());
        EndRequests.listen(eviction, attempt, exit, marks);
        ExitCode code;
        try {
            code = carry(job, attempt, eviction, exit, marks);
        } catch (RunnerFailure e) {
            code = explain(e);
        } catch (OutOfMemoryError e) {
            code = outOfMemory(marks, exit);
        }
        StandardStreams.flush();
        exit.haltAt(System.nanoTime() + HOOKS_PATIENCE.toNanos(), code);
        pipe.stopListening();
        exit.end(code);
    }

    private ExitCode carry(JobSpec job, Attempt attempt, Eviction eviction, Exit exit, MarksWriter marks)
            throws RunnerFailure {
        if (!pipe.awaitGo()) {
            return ExitCode.EVICTED;
        }
        pipe.whenClosed(eviction);
        restore(attempt);
        CurrentAttempt.set(attempt);
        marks.started();
        FunctionCall call = FunctionCall.read(job);
        return new Delivery(attempt, eviction, exit).of(call);
    }

    private JobSpec readJob() throws RunnerFailure {
        try {
            return JobSpec.read(scratch.job());
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.BAD_JOB, "the job cannot be read", e);
        }
    }

    /** The lock lives as long as the process: whoever can take it knows that the runner is gone. */
    private void takeLock() throws RunnerFailure {
        try {
            FileChannel channel = FileChannel.open(scratch.lock(), WRITE);
            keep(channel);
            if (channel.tryLock() == null || !Files.exists(scratch.lock())) {
                throw new RunnerFailure(ExitCode.FENCED, "somebody else holds " + scratch.lock(), null);
            }
        } catch (NoSuchFileException e) {
            throw new RunnerFailure(ExitCode.FENCED, "the attempt was called off", e);
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.BAD_JOB, "the lock cannot be taken", e);
        }
    }

    private static void keep(FileChannel channel) {
        lock = channel;
    }

    private MarksWriter openMarks() throws RunnerFailure {
        try {
            return new MarksWriter(scratch.marks(), start.nanos());
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

    /** The last line of the standard error is what people are shown first. */
    private static ExitCode explain(RunnerFailure failure) {
        if (failure.code() == ExitCode.BAD_JOB && failure.getCause() != null) {
            failure.getCause().printStackTrace();
        }
        // the last line is what the scheduler gives as the reason
        System.err.println("[htmap] " + failure.getMessage());
        return failure.code();
    }

    private static ExitCode outOfMemory(MarksWriter marks, Exit exit) {
        marks.outOfMemory();
        System.err.println("[htmap] the function ran out of memory; ask for more, or use less");
        StandardStreams.flush();
        exit.halt(ExitCode.OUT_OF_MEMORY);
        return ExitCode.OUT_OF_MEMORY;
    }
}
