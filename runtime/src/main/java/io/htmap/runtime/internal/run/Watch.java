package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.Limits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Notes that an attempt still runs, and ends one that gets nowhere, or whose component has used up its run time: as an
 * eviction does, so that what can be saved is saved, but with an exit code of its own.
 */
final class Watch extends Thread {
    private static final long LONGEST_TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TICKS_A_LIMIT = 20;

    private final Start start;
    private final Limits limits;
    private final Attempt attempt;
    private final Eviction eviction;
    private final long tickNanos;

    private Watch(Start start, Limits limits, Attempt attempt, Eviction eviction) {
        super("htmap-watch");
        this.start = start;
        this.limits = limits;
        this.attempt = attempt;
        this.eviction = eviction;
        this.tickNanos = tickNanos(limits);
        setDaemon(true);
    }

    /** Begins to watch. */
    static void over(Attempt attempt, Start start, Limits limits, Eviction eviction) {
        new Watch(start, limits, attempt, eviction).start();
    }

    private static long tickNanos(Limits limits) {
        return limits.isNone()
                ? LONGEST_TICK_NANOS
                : Math.min(LONGEST_TICK_NANOS, nanos(shortest(limits)) / TICKS_A_LIMIT + 1);
    }

    private static Duration shortest(Limits limits) {
        Duration stall = limits.stallTimeout();
        Duration left = limits.runTimeLeft();
        boolean leftIsShorter = stall == null || (left != null && left.compareTo(stall) < 0);
        Duration shorter = leftIsShorter ? left : stall;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    @Override
    public void run() {
        Object newest = attempt.signOfLife();
        long quietNanos = 0;
        long before = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(tickNanos);
            long now = System.nanoTime();
            // while the process is suspended this thread stands still as well: that is not the function's silence
            quietNanos += Math.min(now - before, 2 * tickNanos);
            before = now;
            // what is killed hard has run for so long as well
            attempt.stillRuns();
            Object sign = attempt.signOfLife();
            if (!sign.equals(newest)) {
                newest = sign;
                quietNanos = 0;
            }
            if (isOver(limits.runTimeLeft(), start.elapsedNanos())) {
                end(ExitCode.OUT_OF_TIME, "the component has run as long as the option maxRunTime allows");
                return;
            }
            if (isOver(limits.stallTimeout(), quietNanos)) {
                end(
                        ExitCode.STALLED,
                        "no progress, no step and no checkpoint for "
                                + limits.stallTimeout().toMillis() / 1000.0 + " s (option stallTimeout)");
                return;
            }
        }
    }

    private static boolean isOver(Duration limit, long nanos) {
        return limit != null && nanos >= nanos(limit);
    }

    /** The longest there is for what is longer than 292 years. */
    private static long nanos(Duration limit) {
        return TimeUnit.NANOSECONDS.convert(limit);
    }

    private void end(ExitCode why, String line) {
        StandardStreams.say("[htmap] " + line + ": this attempt is ended");
        eviction.because(why);
    }
}
