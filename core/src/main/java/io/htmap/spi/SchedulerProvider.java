package io.htmap.spi;

import io.htmap.MapOptions;
import io.htmap.internal.store.Home;
import java.util.List;

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

    /**
     * Looks at what could keep maps from running, and changes nothing.
     *
     * @param home where maps are kept; it may not be there yet
     * @param request complete options of a map to come, with the name of the scheduler that it would go to
     * @return what was found; never fails for what it finds
     */
    default List<Finding> diagnose(Home home, MapOptions request) {
        return List.of();
    }
}
