package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.checkpoint.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What stands behind the calls of {@link io.htmap.runtime.Component}. Thread-safe. */
public interface AttemptContext {
    /** Returns the index of the component. */
    int component();

    /** Returns the number of the attempt. */
    int attempt();

    /**
     * Commits a generation of exactly these files and folders.
     *
     * @param reached how far the function is, where it says nothing itself; null if nobody knows
     */
    void checkpoint(List<Path> named, Progress reached) throws IOException;

    /**
     * As {@link #checkpoint}, but the attempt does not end for the generation to be uploaded, even if that is due.
     *
     * @param reachedNanos when what it has was reached, by {@link System#nanoTime}: what was done since is lost with the
     *     attempt
     */
    void keep(List<Path> named, Progress reached, long reachedNanos) throws IOException;

    /** Returns whether {@link #rejectRestored} would not throw away what this attempt has saved itself. */
    boolean canRejectRestored();

    /**
     * Takes what was restored out of the working directory, and restores the newest good generation before it.
     *
     * @return whether there was one
     */
    boolean rejectRestored() throws IOException;

    /** Returns whether the node is wanted back; who asks is trusted to leave by itself. */
    boolean evictionRequested();

    /** Runs the action when the node is wanted back. */
    void onEviction(Runnable action);

    /** Tells others how far the function is. */
    void progress(long done, long total, String note);

    /** The function has done a step: it gets on. Called from one thread. */
    void stepped();

    /** Leaves the node, with what was committed last. Does not return. */
    void leave();
}
