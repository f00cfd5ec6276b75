package io.htmap.spi;

import io.htmap.Htmap;
import io.htmap.MapOptions;
import java.nio.file.Path;

/** What a scheduler has to bring to be tried with the contract: for each test a home of its own, and itself. */
public interface SchedulerUnderTest extends AutoCloseable {
    /** The library on the home, whose maps go to the scheduler. */
    Htmap htmap();

    /** The scheduler of that home. */
    Scheduler scheduler();

    /** A folder that functions on the nodes can read and write under the same name. */
    Path shared();

    /**
     * Returns options of a component beside which no other one fits.
     *
     * @param small options of a small one, to be changed
     */
    MapOptions.Builder alone(MapOptions.Builder small);

    /** Ends what runs, and checks that nothing is left. */
    @Override
    void close();
}
