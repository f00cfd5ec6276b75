package io.htmap.bench.policy;

import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.internal.state.CostsLedger;

/**
 * Components that run one after another while nodes are lost, in a time of their own. What they know of saves and losses
 * and when they save is decided by the code that real ones run. A save takes always as long, and a loss costs no time
 * but that of the work that is done again.
 */
final class SimulatedComponents {
    private final SavePolicy policy;
    private final long saveNanos;
    private final long stepNanos;
    private final long workNanos;

    /** What the component that is running has saved. */
    private SaveCosts savedCosts = SaveCosts.NONE;

    private long lossesSince;
    private long savedWork;
    private long done;

    /**
     * @param saveNanos what a save takes
     * @param stepNanos from one offer to the next
     * @param workNanos of a component
     */
    SimulatedComponents(SavePolicy policy, long saveNanos, long stepNanos, long workNanos) {
        this.policy = policy;
        this.saveNanos = saveNanos;
        this.stepNanos = stepNanos;
        this.workNanos = workNanos;
    }

    /** Returns the share of the time that went into saves and into work that was done again. */
    static double wasted(SavePolicy policy, Costs costs, long[] losses) {
        SimulatedComponents components =
                new SimulatedComponents(policy, costs.saveNanos(), costs.stepNanos(), costs.workNanos());
        long all = 0;
        for (long node : losses) {
            components.untilLoss(node);
            all += node;
        }
        return 1 - (double) (components.done + components.savedWork) / all;
    }

    /** What it is about. */
    record Costs(long saveNanos, long stepNanos, long workNanos) {}

    /** Runs on a node that is there for so long. */
    private void untilLoss(long nodeNanos) {
        long now = 0;
        while (now < nodeNanos) {
            now = attempt(now, nodeNanos);
        }
    }

    /** Returns when the component had ended, or the node. */
    private long attempt(long start, long nodeNanos) {
        CostsLedger ledger = new CostsLedger(start);
        ledger.goOnFrom(savedCosts, lossesSince);
        while (true) {
            long offered = due(ledger);
            long ends = ledger.savedNanos() + workNanos - savedWork;
            if (Math.min(ends, offered + saveNanos) > nodeNanos) {
                lossesSince++;
                return nodeNanos;
            }
            if (ends <= offered) {
                next();
                return ends;
            }
            save(ledger, offered);
        }
    }

    /** Returns when the next state is offered that is to be saved. */
    private long due(CostsLedger ledger) {
        long now = ledger.savedNanos();
        long interval = policy.intervalNanos(ledger.at(now));
        if (ledger.at(now).saveNanos() == 0) {
            now += wholeSteps(interval);
            ledger.estimate(saveNanos);
            interval = policy.intervalNanos(ledger.at(now));
        }
        return Math.max(now, ledger.savedNanos() + wholeSteps(interval));
    }

    private long wholeSteps(long nanos) {
        return Math.max(1, -Math.floorDiv(-nanos, stepNanos)) * stepNanos;
    }

    private void save(CostsLedger ledger, long offered) {
        savedWork += offered - ledger.savedNanos();
        savedCosts = ledger.at(offered);
        lossesSince = 0;
        ledger.saved(offered, offered + saveNanos);
    }

    private void next() {
        done += workNanos;
        savedWork = 0;
        savedCosts = SaveCosts.NONE;
        lossesSince = 0;
    }
}
