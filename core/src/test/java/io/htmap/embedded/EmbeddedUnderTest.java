package io.htmap.embedded;

import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.internal.embedded.EmbeddedSchedulerProvider;
import io.htmap.internal.store.Home;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerUnderTest;
import io.htmap.testing.TestHome;
import java.nio.file.Path;

/** The embedded scheduler, to be tried with the contract. */
final class EmbeddedUnderTest implements SchedulerUnderTest {
    private final Path folder;
    private final TestHome home;
    private final Scheduler scheduler;

    EmbeddedUnderTest(Path folder) {
        this.folder = folder;
        this.home = new TestHome(folder);
        this.scheduler = new EmbeddedSchedulerProvider().open(new Home(home.path()));
    }

    @Override
    public Htmap htmap() {
        return home.htmap();
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public Path shared() {
        return folder;
    }

    @Override
    public MapOptions.Builder alone(MapOptions.Builder small) {
        return small.cpus(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void close() {
        scheduler.close();
        home.close();
    }
}
