package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.MarksWriter;

/** Hears who ends the process: a signal, or System.exit in the function or in a library of it. */
final class EndRequests extends Thread {
    private static final String JVM_SIGNAL_THREAD = "SIGTERM handler";

    private final Eviction eviction;
    private final Attempt attempt;
    private final Exit exit;
    private final MarksWriter marks;
    private final boolean signalsCaught;

    private EndRequests(Eviction eviction, Attempt attempt, Exit exit, MarksWriter marks, boolean signalsCaught) {
        super("htmap-end-requests");
        this.eviction = eviction;
        this.attempt = attempt;
        this.exit = exit;
        this.marks = marks;
        this.signalsCaught = signalsCaught;
    }

    static void listen(Eviction eviction, Attempt attempt, Exit exit, MarksWriter marks) {
        boolean signalsCaught = TerminationSignals.handle(eviction);
        Runtime.getRuntime().addShutdownHook(new EndRequests(eviction, attempt, exit, marks, signalsCaught));
    }

    /** The shutdown hook. */
    @Override
    public void run() {
        exit.shutdownBegins();
        if (exit.isUnderWay()) {
            return;
        }
        if (signalsCaught || !isAskedBySignal()) {
            marks.exiting();
            // hooks of the function have the time that they would have at an eviction
            exit.haltForeignEndAt(eviction.deadlineNanos());
            return;
        }
        try {
            attempt.awaitCommit(eviction.deadlineNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StandardStreams.flush();
    }

    /** Without sun.misc.Signal, the JVM's own handler is what tells a signal from System.exit. */
    private static boolean isAskedBySignal() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(JVM_SIGNAL_THREAD)) {
                return true;
            }
        }
        return false;
    }
}
