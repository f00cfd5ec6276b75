package io.htmap.powercut.child;

import io.htmap.MapOptions;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import io.htmap.spi.Scheduler;
import java.util.Optional;
import java.util.Set;

/** A scheduler that runs nothing. */
public final class NoScheduler implements Scheduler {
    @Override
    public String name() {
        return "none";
    }

    @Override
    public void check(MapOptions options) {
        // takes all
    }

    @Override
    public int javaFeature(MapOptions options) {
        return Runtime.version().feature();
    }

    @Override
    public void submit(MapDirectory map) {
        // runs nothing
    }

    @Override
    public int act(MapDirectory map, Action action, ComponentSet components) {
        return 0;
    }

    @Override
    public int edit(MapDirectory map, Resource resource, long megabytes, ComponentSet components) {
        return 0;
    }

    @Override
    public void forget(MapDirectory map) {
        // has nothing
    }

    @Override
    public Optional<byte[]> live(MapDirectory map, RecordKind stream, int component, int attempt, Fate log) {
        return Optional.empty();
    }

    @Override
    public Set<String> jarsInUse() {
        return Set.of();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
