package io.htmap.bench.losses;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;

/**
 * Decides as another policy does, in a time that runs faster, and remembers what it has decided. Where a second stands for
 * a minute, minutes are enough to see what the other policy does in hours; all that it knows are times and how many losses
 * there were.
 */
final class ToldPolicy implements SavePolicy {
    private static final long serialVersionUID = 1L;

    private final SavePolicy policy;
    private final long faster;
    private SaveCosts costs = SaveCosts.NONE;
    private long interval;

    /** @param faster so many seconds of the other policy are one */
    ToldPolicy(SavePolicy policy, long faster) {
        this.policy = policy;
        this.faster = faster;
    }

    @Override
    public synchronized long intervalNanos(SaveCosts now) {
        costs = now;
        interval = policy.intervalNanos(new SaveCosts(now.saveNanos() * faster, now.runNanos() * faster, now.losses()))
                / faster;
        return interval;
    }

    /** Returns the last decision. */
    synchronized long intervalNanos() {
        return interval;
    }

    /** Returns what a save cost, as it was told last. */
    synchronized long costNanos() {
        return costs.saveNanos();
    }
}
