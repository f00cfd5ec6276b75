package io.htmap.runtime.internal.state;

/**
 * What is known of saves and evictions so far; saved with the state, so that it grows with each attempt.
 *
 * @param saveNanos measured cost of a save, smoothed; 0 as long as there was none
 * @param runNanos time that the function has run in all attempts that the state has come through
 * @param losses how often it was started anew from a saved state
 */
public record SaveCosts(long saveNanos, long runNanos, long losses) {
    /** Nothing is known. */
    public static final SaveCosts NONE = new SaveCosts(0, 0, 0);

    /** Returns these costs after a save that took so long: the newest counts half. */
    SaveCosts afterSave(long nanos) {
        return new SaveCosts(saveNanos == 0 ? nanos : (saveNanos + nanos) / 2, runNanos, losses);
    }

    SaveCosts running(long nanos) {
        return new SaveCosts(saveNanos, nanos, losses);
    }

    SaveCosts restarted() {
        return new SaveCosts(saveNanos, runNanos, losses + 1);
    }
}
