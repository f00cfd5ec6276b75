package io.htmap.internal.embedded;

import io.htmap.MapOptions;
import io.htmap.internal.store.Home;
import io.htmap.spi.Finding;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerProvider;
import java.util.List;

/** Provides the scheduler {@code local}: this machine. */
public final class EmbeddedSchedulerProvider implements SchedulerProvider {
    /** The scheduler's name. */
    public static final String NAME = "local";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public Scheduler open(Home home) {
        return new EmbeddedScheduler(home);
    }

    @Override
    public List<Finding> diagnose(Home home, MapOptions request) {
        boolean isChosen = request.scheduler().filter(NAME::equals).isPresent();
        return new EmbeddedCheck(home).findings(request, isChosen);
    }
}
