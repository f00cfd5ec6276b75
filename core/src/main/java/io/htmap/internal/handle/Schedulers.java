package io.htmap.internal.handle;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** The schedulers of a home folder, each opened when it is first needed. Thread-safe. */
public final class Schedulers implements AutoCloseable {
    private final Home home;
    private final Map<String, SchedulerProvider> providers = new HashMap<>();
    private final Map<String, Scheduler> open = new HashMap<>();

    public Schedulers(Home home) {
        this.home = home;
        for (SchedulerProvider provider :
                ServiceLoader.load(SchedulerProvider.class, Schedulers.class.getClassLoader())) {
            providers.put(provider.name(), provider);
        }
    }

    /**
     * Returns the scheduler of that name.
     *
     * @throws SchedulerException when this program has none such
     */
    public synchronized Scheduler named(String name) {
        SchedulerProvider provider = providers.get(name);
        if (provider == null) {
            throw new SchedulerException("there is no scheduler '" + name + "' here, only "
                    + new TreeSet<>(providers.keySet()) + "; put the module that has it on the class path");
        }
        return open.computeIfAbsent(name, key -> provider.open(home));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Scheduler::close);
        open.clear();
    }
}
