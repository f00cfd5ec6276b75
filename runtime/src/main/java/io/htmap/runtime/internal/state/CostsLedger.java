package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;

/**
 * What an attempt knows of saves and losses, and how it comes to know it. Whose clock it is does not matter: a simulation
 * has its own.
 */
public final class CostsLedger {
    private final long startNanos;
    private SaveCosts known = SaveCosts.NONE;
    private long savedNanos;

    /** The attempt begins, and knows nothing. */
    public CostsLedger(long nowNanos) {
        startNanos = nowNanos;
        savedNanos = nowNanos;
    }

    /** Takes up what was known at the save that the attempt goes on from, and the losses since. */
    public void goOnFrom(SaveCosts saved, long lossesSince) {
        known = new SaveCosts(saved.saveNanos(), saved.runNanos(), saved.losses() + lossesSince);
    }

    /** Returns what is known now. */
    public SaveCosts at(long nowNanos) {
        return new SaveCosts(known.saveNanos(), known.runNanos() + nowNanos - startNanos, known.losses());
    }

    /** Returns when the last save was made, or the attempt began. */
    public long savedNanos() {
        return savedNanos;
    }

    /** There was no save yet; one is expected to take so long. */
    public void estimate(long saveNanos) {
        known = new SaveCosts(saveNanos, known.runNanos(), known.losses());
    }

    /** A save has been made; the newest one counts half. */
    public void saved(long beforeNanos, long nowNanos) {
        long cost = nowNanos - beforeNanos;
        estimate(known.saveNanos() == 0 ? cost : (known.saveNanos() + cost) / 2);
        savedNanos = nowNanos;
    }
}
