package io.htmap.embedded;

import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.internal.embedded.EmbeddedSchedulerProvider;
import io.htmap.internal.store.Home;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerContract;
import io.htmap.testing.TestHome;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class EmbeddedSchedulerContractTest extends SchedulerContract {
    @TempDir
    Path folder;

    private TestHome home;
    private Scheduler scheduler;

    @BeforeEach
    void open() {
        home = new TestHome(folder);
        scheduler = new EmbeddedSchedulerProvider().open(new Home(home.path()));
    }

    @AfterEach
    void close() {
        scheduler.close();
        home.close();
    }

    @Override
    protected Htmap htmap() {
        return home.htmap();
    }

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }

    @Override
    protected Path shared() {
        return folder;
    }

    @Override
    protected MapOptions.Builder alone() {
        return options().cpus(Runtime.getRuntime().availableProcessors());
    }
}
