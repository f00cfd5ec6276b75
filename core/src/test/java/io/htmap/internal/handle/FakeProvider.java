package io.htmap.internal.handle;

import io.htmap.MapOptions;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import io.htmap.spi.Scheduler;
import io.htmap.spi.SchedulerProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Provides a scheduler that only notes what it was asked to forget. */
record FakeProvider(String name, boolean isConfigured, List<String> forgotten) implements SchedulerProvider {
    @Override
    public Scheduler open(Home home) {
        return new Fake(name, forgotten);
    }

    private record Fake(String name, List<String> forgotten) implements Scheduler {
        @Override
        public void check(MapOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int javaFeature(MapOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void submit(MapDirectory map) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int act(MapDirectory map, Action action, ComponentSet components) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int edit(MapDirectory map, Resource resource, long megabytes, ComponentSet components) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(MapDirectory map) {
            forgotten.add(name);
        }

        @Override
        public Optional<byte[]> live(MapDirectory map, RecordKind stream, int component, int attempt, Fate log) {
            return Optional.empty();
        }

        @Override
        public Set<String> jarsInUse() {
            return Set.of("jar of " + name);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
