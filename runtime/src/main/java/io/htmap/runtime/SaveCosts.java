package io.htmap.runtime;

/**
 * What is known of saves and evictions so far; it is saved with the state, so it grows with each attempt.
 *
 * @param saveNanos measured cost of a save in nanoseconds, the newest counting half; 0 as long as there was none. A save
 *     with which HTCondor starts the function again ({@link Component#checkpoint}) is not measured
 * @param runNanos nanoseconds that the function has run in all attempts that the state has come through, in each as far as
 *     the state comes from there: what was lost does not count
 * @param losses how often work was lost since: attempts that ended without a save of what they had done last
 */
public record SaveCosts(long saveNanos, long runNanos, long losses) {
    /** Nothing is known. */
    public static final SaveCosts NONE = new SaveCosts(0, 0, 0);
}
