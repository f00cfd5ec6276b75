package io.htmap.spi;

import io.htmap.internal.store.Home;

/**
 * Found through {@link java.util.ServiceLoader}; opens the scheduler of one kind for a home folder.
 *
 * <p>Who asks for no scheduler by name gets one that {@link #isConfigured} here; {@code local} only if there is no other.
 */
public interface SchedulerProvider {
    /** Returns the scheduler's name, such as {@code local}. */
    String name();

    /**
     * Returns whether this machine is set up for the scheduler. Cheap, and no question of whether the scheduler answers:
     * one that is set up but silent is an error that it tells itself when it is used, never a reason to take another.
     */
    boolean isConfigured();

    /** Opens it. Cheap: whatever must be started or reached waits until it is used. */
    Scheduler open(Home home);
}
