package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.Limits;
import io.htmap.runtime.internal.wire.MarksWriter;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Makes a JVM of a benchmark the attempt of a component, as the runner does with its own. */
public final class BenchAttempt {
    private static final Path STATES = Path.of(".htmap");

    private final Path folder;

    private BenchAttempt(Path folder) {
        this.folder = folder;
    }

    /** Begins the attempt, in the current directory. */
    public static BenchAttempt begin() throws IOException {
        DurableFiles.deleteTree(STATES);
        Path folder = Files.createTempDirectory("htmap-bench").toRealPath();
        ScratchLayout scratch = new ScratchLayout(folder);
        ScratchMarks.prepare(scratch.marks());
        StandardStreams.remember();
        CurrentAttempt.set(attempt(scratch));
        return new BenchAttempt(folder);
    }

    private static Attempt attempt(ScratchLayout scratch) throws IOException {
        Path folder = scratch.scratch();
        JobSpec job = new JobSpec(
                "map",
                "bench",
                0,
                1,
                folder.resolve("function"),
                folder.resolve("input"),
                folder.resolve("checkpoints"),
                scratch.output(),
                Duration.ofSeconds(30),
                Limits.NONE);
        Start start = Start.now();
        MarksWriter marks = new MarksWriter(scratch.marks(), start.attemptNanos(), null);
        ProgressBoard board = new ProgressBoard(new ProgressFile(scratch.progress()));
        return new Attempt(job, Path.of("").toRealPath(), start, marks, new Exit(marks), Uploads.NEVER, board);
    }

    /** Deletes what it wrote. */
    public void end() throws IOException {
        CurrentAttempt.set(null);
        DurableFiles.deleteTree(STATES);
        DurableFiles.deleteTree(folder);
    }
}
