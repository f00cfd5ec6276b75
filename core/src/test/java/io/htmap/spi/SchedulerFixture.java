package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.internal.store.MapDirectory;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the scheduler that is tried, and closes it, for each test of the contract: {@link SchedulerContract},
 * {@link SchedulerActionsContract}, {@link SchedulerSuspensionContract}, {@link SchedulerRequestsContract},
 * {@link SchedulerLimitsContract}, {@link SchedulerBudgetsContract} and {@link SchedulerEndsContract}. The contract is
 * written against the public API and
 * the SPI only; what just one scheduler does is a defect.
 */
public abstract class SchedulerFixture {
    @TempDir
    private Path folder;

    private SchedulerUnderTest tried;

    /** Makes a home, and opens the scheduler on it. */
    protected abstract SchedulerUnderTest open(Path folder);

    @BeforeEach
    final void open() {
        tried = open(folder);
    }

    @AfterEach
    final void close() {
        tried.close();
    }

    protected final Htmap htmap() {
        return tried.htmap();
    }

    protected final Scheduler scheduler() {
        return tried.scheduler();
    }

    protected final Path shared() {
        return tried.shared();
    }

    /** Options of a small component; several fit at once. */
    protected MapOptions.Builder options() {
        return MapOptions.builder().memoryMb(128).gracePeriod(Duration.ofSeconds(20));
    }

    /**
     * Options of a component that may fill its heap: a JVM needs some 40 MiB beside it, and where that is more than the
     * quarter that is left, its node may hold it before it is out of memory by its own account.
     */
    protected final MapOptions.Builder fillable() {
        return options().memoryMb(256);
    }

    /** Options of a component beside which no other one fits. */
    protected final MapOptions.Builder alone() {
        return tried.alone(options());
    }

    /** Waits until an attempt of a component has ended. */
    protected static void awaitEnd(ComponentMap<?, ?> map, int component, int attempt) {
        try {
            Waits.until(
                    "end of attempt " + attempt + " of component " + component,
                    () -> ends(map, component).size() >= attempt);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    late.getMessage() + " It is " + map.status(component) + ", " + map.attempts(component)
                            + "; all events: " + log(map),
                    late);
        }
    }

    /** Checks how the attempts of a component have ended. */
    protected static void assertEnds(ComponentMap<?, ?> map, int component, AttemptEnd... ends) {
        assertThat(ends(map, component)).as("the ends in the log %s", log(map)).containsExactly(ends);
    }

    private static String log(ComponentMap<?, ?> map) {
        try {
            return Files.readString(directory(map).eventLog());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
