package io.htmap.spi;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.internal.store.MapDirectory;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a scheduler has to bring to be tried with the scheduler contract: {@link SchedulerContract},
 * {@link SchedulerActionsContract} and {@link SchedulerEndsContract}. The contract is written against the public API and
 * the SPI only; what just one scheduler does is a defect.
 */
public abstract class SchedulerFixture {
    /** The library on a home of its own, whose maps go to the scheduler. */
    protected abstract Htmap htmap();

    /** The scheduler of that home. */
    protected abstract Scheduler scheduler();

    /** A folder that functions on the nodes can read and write under the same name. */
    protected abstract Path shared();

    /** Options of a small component; several fit at once. */
    protected MapOptions.Builder options() {
        return MapOptions.builder().memoryMb(128).gracePeriod(Duration.ofSeconds(20));
    }

    /** Options of a component beside which no other one fits. */
    protected abstract MapOptions.Builder alone();

    /** Waits until an attempt of a component has ended. */
    protected static void awaitEnd(ComponentMap<?, ?> map, int component, int attempt) {
        Waits.until(
                "end of attempt " + attempt + " of component " + component,
                () -> ends(map, component).size() >= attempt);
    }

    /** Returns how the attempts of a component have ended so far. */
    protected static List<AttemptEnd> ends(ComponentMap<?, ?> map, int component) {
        return map.attempts(component).stream()
                .flatMap(attempt -> attempt.how().stream())
                .toList();
    }

    protected static MapDirectory directory(ComponentMap<?, ?> map) {
        return new MapDirectory(map.directory());
    }
}
