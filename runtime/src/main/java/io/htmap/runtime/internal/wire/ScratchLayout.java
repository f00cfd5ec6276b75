package io.htmap.runtime.internal.wire;

import java.nio.file.Path;

/**
 * Where things stand in the scratch directory of one attempt. The scheduler makes it afresh for each attempt and deletes
 * it afterwards; nothing in it is needed to resume.
 *
 * <pre>
 * job      what to run ({@link JobSpec}), written by the scheduler
 * lock     empty; the runner holds an exclusive lock on it as long as it lives. Deleted by the scheduler to fence a runner
 * marks    how far the runner came ({@link ScratchMarks}), prepared by the scheduler
 * progress what the function last said of how far it is ({@link ProgressNote}); there is none if it never did
 * work/    the function's working directory: the runner's current directory, empty at the start
 * out/     the scheduler makes it; the runner puts the output file there
 * stdout   the attempt's standard output
 * stderr   the attempt's standard error
 * </pre>
 *
 * @param scratch the scratch directory, absolute
 */
public record ScratchLayout(Path scratch) {
    /** The byte that the scheduler writes to the runner's standard input once it has logged the start. */
    public static final byte GO = 'g';

    public ScratchLayout {
        scratch = scratch.toAbsolutePath();
    }

    public Path job() {
        return scratch.resolve("job");
    }

    public Path lock() {
        return scratch.resolve("lock");
    }

    public Path marks() {
        return scratch.resolve("marks");
    }

    public Path progress() {
        return scratch.resolve(ProgressNote.FILE);
    }

    public Path work() {
        return scratch.resolve("work");
    }

    public Path out() {
        return scratch.resolve("out");
    }

    public Path output() {
        return out().resolve("output");
    }

    public Path stdout() {
        return scratch.resolve("stdout");
    }

    public Path stderr() {
        return scratch.resolve("stderr");
    }
}
