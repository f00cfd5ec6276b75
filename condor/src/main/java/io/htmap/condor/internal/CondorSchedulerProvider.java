package io.htmap.condor.internal;

import io.htmap.MapOptions;
import io.htmap.internal.store.Home;
import io.htmap.spi.Finding;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the HTCondor scheduler for the library. */
public final class CondorSchedulerProvider implements SchedulerProvider {
    /** The name by which maps remember this scheduler. */
    public static final String NAME = "condor";

    @Override
    public String name() {
        return NAME;
    }

    /**
     * A configuration is where HTCondor looks for one. Where only its programs cannot be found, that is an error which names
     * them: the map shall not run here by accident.
     */
    @Override
    public boolean isConfigured() {
        return isConfigured(System.getenv(), Path.of("/"), Path.of(System.getProperty("user.home")));
    }

    static boolean isConfigured(Map<String, String> environment, Path root, Path userHome) {
        return environment.containsKey("CONDOR_CONFIG")
                || Stream.of("etc/condor/condor_config", "usr/local/etc/condor_config")
                        .anyMatch(file -> Files.exists(root.resolve(file)))
                || Files.exists(userHome.resolve(".condor").resolve("condor_config"));
    }

    @Override
    public Scheduler open(Home home) {
        return new CondorScheduler(home, System.getenv());
    }

    @Override
    public List<Finding> diagnose(Home home, MapOptions request) {
        boolean isChosen = request.scheduler().filter(NAME::equals).isPresent();
        return new CondorCheck(System.getenv(), isConfigured(), isChosen).findings(request);
    }
}
