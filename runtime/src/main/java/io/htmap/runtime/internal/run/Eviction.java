package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ExitCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The polite end of an attempt: the node is wanted back, the scheduler is gone, or a limit is reached. A function that
 * asks whether it is to leave does so by itself; for others a commit that is going on is waited for, then the process
 * ends through the function's shutdown hooks. In any case it has ended before the grace period does.
 */
final class Eviction implements Runnable {
    private static final Duration LEAST_MARGIN = Duration.ofSeconds(1);
    private static final int MARGIN_DIVISOR = 10;

    private final Attempt attempt;
    private final Exit exit;
    private final Duration grace;
    private final AtomicBoolean requested = new AtomicBoolean();

    Eviction(Attempt attempt, Exit exit, Duration grace) {
        this.attempt = attempt;
        this.exit = exit;
        this.grace = grace;
    }

    /** Returns whether the attempt is to end; what the function throws from now on is not its fault. */
    boolean isRequested() {
        return requested.get();
    }

    /** Ends the attempt. Only the first call counts; that one does not return unless the output is on its way. */
    @Override
    public void run() {
        because(ExitCode.EVICTED);
    }

    /** Ends the attempt as {@link #run} does, for a reason that the exit code tells. */
    void because(ExitCode why) {
        if (requested.compareAndSet(false, true) && !exit.isUnderWay()) {
            exit.leavingMeans(why);
            leave();
        }
    }

    private void leave() {
        long deadline = deadlineNanos();
        exit.haltAt(deadline, ExitCode.EVICTED);
        if (attempt.notice().announce()) {
            return;
        }
        try {
            if (attempt.awaitCommit(deadline)) {
                return;
            }
        } catch (InterruptedException e) {
            // nobody has a reason to interrupt us; leaving early is safe
            Thread.currentThread().interrupt();
        }
        StandardStreams.flush();
        exit.end(ExitCode.EVICTED);
    }

    /** Returns when the process must have ended if it is told to end now. */
    long deadlineNanos() {
        return System.nanoTime() + patience(grace).toNanos();
    }

    /**
     * Returns how much of the grace period is used: all but a tenth, and at least a second is left for the process to
     * vanish; of less than two seconds, half.
     */
    static Duration patience(Duration grace) {
        Duration margin = grace.dividedBy(MARGIN_DIVISOR);
        if (margin.compareTo(LEAST_MARGIN) < 0) {
            margin = LEAST_MARGIN;
        }
        Duration half = grace.dividedBy(2);
        return grace.minus(margin.compareTo(half) > 0 ? half : margin);
    }
}
