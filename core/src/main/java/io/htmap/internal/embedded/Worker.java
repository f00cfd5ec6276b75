package io.htmap.internal.embedded;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.Stop;
import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt that is running: its process and what we want of it. Used by the scheduler's one thread. */
final class Worker {
    private final int component;
    private final int attempt;
    private final ScratchLayout scratch;
    private final Process process;
    private final MapOptions asked;
    private final long startNanos;
    private @Nullable Stop stop;
    private boolean killed;
    private boolean suspended;

    Worker(int component, int attempt, ScratchLayout scratch, Process process, MapOptions asked) {
        this.component = component;
        this.attempt = attempt;
        this.scratch = scratch;
        this.process = process;
        this.asked = asked;
        this.startNanos = System.nanoTime();
    }

    int component() {
        return component;
    }

    int attempt() {
        return attempt;
    }

    ScratchLayout scratch() {
        return scratch;
    }

    Process process() {
        return process;
    }

    /** Returns the options that it was started with: what it claims until it is gone. */
    MapOptions asked() {
        return asked;
    }

    @Nullable
    Stop stop() {
        return stop;
    }

    boolean killed() {
        return killed;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Lets the function begin; its start is in the log. A worker that is gone already is noticed by its exit. */
    void go() {
        try {
            process.getOutputStream().write(ScratchLayout.GO);
            process.getOutputStream().flush();
        } catch (IOException gone) {
            process.destroyForcibly();
        }
    }

    boolean isSuspended() {
        return suspended;
    }

    void setSuspended(boolean suspended) {
        this.suspended = suspended;
    }

    /** Stops the process and what it has started, if it is still to be suspended. */
    void stopIfSuspended() throws IOException {
        if (suspended && stop == null) {
            Family.stop(process.toHandle(), scratch.scratch());
        }
    }

    /** Asks the process to leave, unless it was asked already. Returns whether this was the first time. */
    boolean tellToLeave(Stop reason) {
        boolean first = stop == null;
        if (stop == null || reason.overrules(stop)) {
            stop = reason;
            if (reason != Stop.VACATE && reason != Stop.SHUTDOWN) {
                Intent.keep(scratch, reason);
            }
        }
        if (first) {
            process.destroy();
        }
        return first;
    }

    /** Changes what becomes of the component after the worker has left; it must have been told to. */
    void overrule(Stop reason) {
        stop = reason;
        Intent.keep(scratch, reason);
    }

    /** Kills the process and what it has started. */
    void kill() {
        killed = true;
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
