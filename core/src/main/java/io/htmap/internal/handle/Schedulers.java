package io.htmap.internal.handle;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.internal.Suggestion;
import io.htmap.internal.embedded.EmbeddedSchedulerProvider;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.spi.Finding;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schedulers of a home folder, each opened when it is first needed. Thread-safe. */
public final class Schedulers implements AutoCloseable {
    /** Whoever this machine is configured for. */
    static final String AUTO = "auto";

    static final String VARIABLE = "HTMAP_SCHEDULER";

    private final Home home;
    private final Map<String, String> environment;
    private final SortedMap<String, SchedulerProvider> providers = new TreeMap<>();
    private final Map<String, Scheduler> open = new HashMap<>();

    /** Those on the library's class path. */
    public Schedulers(Home home) {
        this(home, ServiceLoader.load(SchedulerProvider.class, Schedulers.class.getClassLoader()), System.getenv());
    }

    Schedulers(Home home, Iterable<SchedulerProvider> found, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
        for (SchedulerProvider provider : found) {
            providers.put(provider.name(), provider);
        }
    }

    /**
     * Returns the scheduler for a new map: the one that the options name, or else the environment, or else the one that
     * this machine is configured for.
     *
     * @throws SchedulerException when there is none of that name
     */
    public Scheduler choose(@Nullable MapOptions options) {
        Optional<String> option = options == null ? Optional.empty() : options.scheduler();
        String variable = environment.getOrDefault(VARIABLE, "").strip();
        if (option.isPresent()) {
            return choose(option.get(), "option scheduler");
        }
        return variable.isEmpty() ? named(configured()) : choose(variable, "environment variable " + VARIABLE);
    }

    private Scheduler choose(String wanted, String origin) {
        return named(nameOf(wanted, origin));
    }

    private String nameOf(String wanted, String origin) {
        if (wanted.equals(AUTO)) {
            return configured();
        }
        if (!providers.containsKey(wanted)) {
            throw new SchedulerException(unknown(wanted, origin));
        }
        return wanted;
    }

    /** Tells where new maps go, and looks at what could keep them from running; {@code request} has complete options. */
    public List<Finding> diagnose(MapOptions request) {
        List<Finding> findings = new ArrayList<>();
        String chosen = configured();
        try {
            String variable = environment.getOrDefault(VARIABLE, "").strip();
            chosen = nameOf(variable.isEmpty() ? AUTO : variable, "environment variable " + VARIABLE);
            String why = variable.isEmpty() || variable.equals(AUTO) ? "what this machine is set up for" : VARIABLE;
            findings.add(Finding.ok("scheduler", "new maps go to '" + chosen + "' (" + why + ")"));
        } catch (SchedulerException unknown) {
            findings.add(Finding.problem("scheduler", unknown.getMessage()));
        }
        MapOptions options = MapOptions.builder().scheduler(chosen).build().mergedOver(request);
        providers.values().forEach(provider -> findings.addAll(provider.diagnose(home, options)));
        return findings;
    }

    private String unknown(String wanted, String origin) {
        Set<String> known = new TreeSet<>(providers.keySet());
        known.add(AUTO);
        String meant = Suggestion.closest(wanted, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse(";");
        return origin + " is '" + wanted + "', but there is no such scheduler here" + meant + " the known ones are "
                + String.join(", ", known);
    }

    private String configured() {
        return all().filter(name -> !name.equals(EmbeddedSchedulerProvider.NAME))
                .findFirst()
                .orElse(EmbeddedSchedulerProvider.NAME);
    }

    private Stream<String> all() {
        return providers.values().stream()
                .filter(SchedulerProvider::isConfigured)
                .map(SchedulerProvider::name);
    }

    /**
     * Returns the scheduler of that name.
     *
     * @throws SchedulerException when this program has none such
     */
    public synchronized Scheduler named(String name) {
        SchedulerProvider provider = providers.get(name);
        if (provider == null) {
            throw new SchedulerException("there is no scheduler '" + name + "' here, only " + providers.keySet()
                    + "; put the module that has it on the class path");
        }
        return open.computeIfAbsent(name, key -> provider.open(home));
    }

    /**
     * Makes a map's scheduler let go of it; if nobody can tell any more which one it is, all that there are.
     *
     * @throws SchedulerException when it does not
     */
    public void forget(MapDirectory map) {
        Optional<String> recorded = recorded(map);
        List<String> names = recorded.map(List::of).orElseGet(() -> all().toList());
        names.forEach(name -> named(name).forget(map));
    }

    private static Optional<String> recorded(MapDirectory map) {
        try {
            return Optional.of(MapManifest.read(map).scheduler());
        } catch (HtmapException damaged) {
            return Optional.empty();
        }
    }

    /** Returns the digests of stored jars that schedulers may be running from. */
    public Set<String> jarsInUse() {
        Set<String> jars = new HashSet<>();
        all().forEach(name -> jars.addAll(named(name).jarsInUse()));
        return jars;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Scheduler::close);
        open.clear();
    }
}
