package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.MarksWriter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of the process. Several threads may want it, each for its own reason: the first one's exit code stands, and
 * the marks agree with it. Shutdown hooks of the function and of its libraries run, but nobody waits for them for ever.
 */
final class Exit {
    /** Nobody can tell what number the function gave to System.exit. */
    private static final int FOREIGN_END = 1;

    private final MarksWriter marks;
    private final AtomicReference<ExitCode> chosen = new AtomicReference<>();
    private volatile ExitCode leaving = ExitCode.EVICTED;
    private volatile boolean shutdown;

    Exit(MarksWriter marks) {
        this.marks = marks;
    }

    /** Returns whether the runner itself is ending the process. */
    boolean isUnderWay() {
        return chosen.get() != null;
    }

    /** Returns whether shutdown hooks are running, whoever called for them. */
    boolean isShutdown() {
        return shutdown;
    }

    /** The first shutdown hook says so. */
    void shutdownBegins() {
        shutdown = true;
    }

    /** Whoever ends the process as evicted from now on ends it with this code. */
    void leavingMeans(ExitCode why) {
        leaving = why;
    }

    private ExitCode meant(ExitCode code) {
        return code == ExitCode.EVICTED ? leaving : code;
    }

    /** Ends the process by System.exit. Does not return. */
    void end(ExitCode asked) {
        ExitCode code = meant(asked);
        if (chosen.compareAndSet(null, code)) {
            marks.endedWith(code);
            System.exit(code.number());
        }
        await();
    }

    /** Waits for the end that another thread brings about. Does not return. */
    void await() {
        while (true) {
            LockSupport.park(this);
        }
    }

    /** Ends the process at once, without shutdown hooks. Does not return. */
    void halt(ExitCode code) {
        chosen.compareAndSet(null, meant(code));
        marks.endedWith(chosen.get());
        Runtime.getRuntime().halt(chosen.get().number());
    }

    /** Sees to it that the process has ended by then, whatever its threads and hooks do. */
    void haltAt(long deadlineNanos, ExitCode code) {
        Thread watchdog = new Thread("htmap-exit-watchdog") {
            @Override
            public void run() {
                sleepUntil(deadlineNanos);
                halt(code);
            }
        };
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /** As {@link #haltAt}, for an end that the function has begun: the marks have told already whose doing it is. */
    void haltForeignEndAt(long deadlineNanos) {
        Thread watchdog = new Thread("htmap-exit-watchdog") {
            @Override
            public void run() {
                sleepUntil(deadlineNanos);
                StandardStreams.say("[htmap] System.exit was called, but a shutdown hook did not end: the process was"
                        + " ended without it");
                StandardStreams.flush();
                Runtime.getRuntime().halt(FOREIGN_END);
            }
        };
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static void sleepUntil(long deadlineNanos) {
        long left = deadlineNanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = deadlineNanos - System.nanoTime();
        }
    }
}
