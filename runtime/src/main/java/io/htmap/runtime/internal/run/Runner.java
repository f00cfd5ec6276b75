package io.htmap.runtime.internal.run;

import static java.nio.file.StandardOpenOption.WRITE;

import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The program that the embedded scheduler starts: carries one attempt of one component. */
public final class Runner {
    /** Held for life: a channel that nothing refers to is closed by the garbage collector, and the lock with it. */
    @SuppressWarnings("unused")
    private static FileChannel lock;

    private Runner() {}

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
            run(start, new ScratchLayout(Path.of(arguments[0])));
        } catch (RunnerFailure e) {
            System.exit(e.explain().number());
        }
    }

    /** Up to the lock, an end is a plain exit: the scratch directory may be another runner's. */
    private static void run(Start start, ScratchLayout scratch) throws RunnerFailure {
        JobSpec job = readJob(scratch);
        takeLock(scratch);
        ProgressPlace progress = new ProgressFile(scratch.progress());
        new AttemptProcess(start, job, scratch.marks(), new SchedulerPipe(), Uploads.NEVER, progress, null).run();
    }

    private static JobSpec readJob(ScratchLayout scratch) throws RunnerFailure {
        try {
            return JobSpec.read(scratch.job());
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.BAD_JOB, "the job cannot be read", e);
        }
    }

    /** The lock lives as long as the process: whoever can take it knows that the runner is gone. */
    private static void takeLock(ScratchLayout scratch) throws RunnerFailure {
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
}
