package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.checkpoint.Ancestry;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.Limits;
import io.htmap.runtime.internal.wire.Sandbox;
import io.htmap.runtime.internal.wire.ScratchMarks;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The program that an HTCondor job starts on its execute node: carries one attempt of one component, from one commit to
 * the access point to the next.
 */
public final class CondorRunner {
    private static final int ARGUMENTS = 9;
    private static final int ARGUMENTS_AGAIN = 10;

    private CondorRunner() {}

    /**
     * Runs until the function ends or a generation must be uploaded, and ends the process with one of the codes of
     * {@link ExitCode}.
     *
     * @param arguments the sandbox (its {@code work} is the current directory), the map's UUID and tag, component,
     *     attempt, name of the file with the input, grace period and upload interval in milliseconds, the
     *     {@link Limits}, and the {@link Ancestry} of a component that runs again
     */
    public static void main(String[] arguments) {
        Start start = Start.now();
        if (arguments.length != ARGUMENTS && arguments.length != ARGUMENTS_AGAIN) {
            System.err.println(
                    "[htmap] usage: CondorRunner SANDBOX MAP TAG COMPONENT ATTEMPT INPUT GRACE UPLOAD LIMITS [ANCESTRY]");
            System.exit(ExitCode.BAD_JOB.number());
        }
        try {
            run(start, arguments);
        } catch (RunnerFailure e) {
            System.exit(e.explain().number());
        }
    }

    private static void run(Start start, String[] arguments) throws RunnerFailure {
        Sandbox sandbox = new Sandbox(Path.of(arguments[0]));
        Duration grace = Duration.ofMillis(Long.parseLong(arguments[6]));
        Duration interval = Duration.ofMillis(Long.parseLong(arguments[7]));
        JobSpec job = new JobSpec(
                arguments[1],
                arguments[2],
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                sandbox.function(),
                sandbox.folder().resolve(arguments[5]),
                sandbox.checkpoints(),
                sandbox.output(),
                grace,
                Limits.parse(arguments[8]),
                arguments.length == ARGUMENTS_AGAIN ? Ancestry.parse(arguments[9]) : Ancestry.ALL);
        prepare(sandbox);
        Uploads uploads = Uploads.every(interval, start);
        ScratchMarks earlier = earlier(sandbox);
        Start attempt = start.after(earlier == null ? 0 : earlier.elapsedNanos());
        WorkMarks work = earlier == null ? null : earlier.work();
        new MemoryAttribute(sandbox, System.getenv(), System.err).put();
        ProgressPlace progress = new ProgressAttribute(sandbox.folder(), System.getenv());
        new AttemptProcess(attempt, job, sandbox.marks(), SchedulerLink.NONE, uploads, progress, work).run();
    }

    /** Returns what the process before this one left of the same attempt, or null if this is the first. */
    private static ScratchMarks earlier(Sandbox sandbox) throws RunnerFailure {
        try {
            return ScratchMarks.read(sandbox.earlierMarks());
        } catch (NoSuchFileException first) {
            return null;
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.BAD_JOB, "what the runner before left cannot be read", e);
        }
    }

    private static void prepare(Sandbox sandbox) throws RunnerFailure {
        try {
            Files.deleteIfExists(sandbox.marks());
            ScratchMarks.prepare(sandbox.marks());
        } catch (IOException e) {
            throw new RunnerFailure(ExitCode.NOT_RESTORED, "the node cannot be written on", e);
        }
    }
}
