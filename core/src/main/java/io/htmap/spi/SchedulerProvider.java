package io.htmap.spi;

import io.htmap.internal.store.Home;

/** Found through {@link java.util.ServiceLoader}; opens the scheduler of one kind for a home folder. */
public interface SchedulerProvider {
    /** Returns the scheduler's name, such as {@code local}. */
    String name();

    /** Opens it. Cheap: whatever must be started or reached waits until it is used. */
    Scheduler open(Home home);
}
