package io.htmap.runtime.internal.wire;

import java.nio.file.Path;

/**
 * Where things stand in the sandbox of an HTCondor job. What is sent to the node is made anew at each placement; only the
 * folder {@code state} travels to the access point and back.
 *
 * <pre>
 * function          the map's function
 * NNNNNN            the shard of inputs that holds the component's
 * *.jar             the class path
 * marks             how far the runner came ({@link ScratchMarks})
 * earlier           the marks of the runner before, if the same attempt was interrupted by a commit
 * work/             the function's working directory: the runner's current directory, empty at the start
 * state/ckpt/       the newest generation, and the one before it if both are small
 * state/ckpt/failures restarts that failed ({@link io.htmap.runtime.internal.checkpoint.FailedRestarts})
 * state/output      the output record, once there is one
 * state/ends        a line for each attempt that ended by itself: attempt, exit code, marks
 * state/memory      the memory in MiB that the component was given when it ran out of it, and the holds until then
 * state/done        the exit code of a function that has ended
 * state/verdict     what is to become of the job, in the words of the supervising script
 * </pre>
 *
 * @param folder the sandbox
 */
public record Sandbox(Path folder) {
    /** Name of the folder that travels. */
    public static final String STATE = "state";

    public Path function() {
        return folder.resolve("function");
    }

    public Path marks() {
        return folder.resolve("marks");
    }

    public Path earlierMarks() {
        return folder.resolve("earlier");
    }

    public Path checkpoints() {
        return folder.resolve(STATE).resolve("ckpt");
    }

    public Path memory() {
        return folder.resolve(STATE).resolve("memory");
    }

    public Path output() {
        return folder.resolve(STATE).resolve("output");
    }
}
