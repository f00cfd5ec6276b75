package io.htmap.pool;

import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.condor.internal.CondorSchedulerProvider;
import io.htmap.internal.store.Home;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** HTCondor, to be tried with the contract; on the access point of bin/pool, whose machines share the home folders. */
final class CondorUnderTest implements SchedulerUnderTest {
    /** More than a node has left beside it: bin/pool gives the first one the most. */
    private static final long MOST_MEMORY_MB = 3500;

    private final Path shared;
    private final Htmap htmap;
    private final Scheduler scheduler;

    CondorUnderTest() {
        this.shared = sharedFolder();
        Path home = shared.resolve("home");
        this.htmap = Htmap.open(home);
        this.scheduler = new CondorSchedulerProvider().open(new Home(home));
    }

    private static Path sharedFolder() {
        try {
            return Files.createTempDirectory(Path.of(System.getProperty("user.home")), "contract");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Htmap htmap() {
        return htmap;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public Path shared() {
        return shared;
    }

    @Override
    public MapOptions.Builder alone(MapOptions.Builder small) {
        return small.memoryMb(MOST_MEMORY_MB);
    }

    @Override
    public void close() {
        try (scheduler;
                htmap) {
            htmap.tags().forEach(htmap::forceRemove);
        }
    }
}
