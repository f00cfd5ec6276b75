package io.htmap.internal.doctor;

import io.htmap.MapOptions;
import io.htmap.internal.Version;
import io.htmap.internal.handle.Schedulers;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.MapManifest;
import io.htmap.spi.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at all that maps need, on this machine and beyond; changes nothing that stays. */
public final class Doctor {
    private final Home home;
    private final Map<String, String> environment;

    /**
     * @param home where maps are kept, or null for the default
     * @param environment of this process
     */
    public Doctor(@Nullable Path home, Map<String, String> environment) {
        Path path = home == null ? Homes.defaultPath(environment) : home;
        this.home = new Home(path.toAbsolutePath().normalize());
        this.environment = environment;
    }

    /**
     * Returns what was found.
     *
     * @param request what a map to come would ask for; what is not set there is the default
     */
    public List<Finding> examine(MapOptions request) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(
                "versions",
                "HTMap " + Version.current() + ", with its own runner; writes map format " + MapManifest.FORMAT
                        + " and home format " + Homes.FORMAT));
        findings.addAll(JavaCheck.findings(environment));
        findings.addAll(new HomeCheck(home).findings());
        try (Schedulers schedulers = new Schedulers(home)) {
            findings.addAll(schedulers.diagnose(request.mergedOver(MapOptions.defaults())));
        }
        return findings;
    }
}
