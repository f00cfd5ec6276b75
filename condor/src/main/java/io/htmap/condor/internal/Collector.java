package io.htmap.condor.internal;

import io.htmap.Status;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.OutputAppender;
import io.htmap.internal.store.OutputStore;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Packs what came back from nodes into the map's shards, for any program that reads the map: a few files instead of some
 * for each component. What is packed is made durable before it is deleted, and may be packed twice.
 */
final class Collector {
    private final MapDirectory map;
    private final CondorFolder folder;
    private final IntFunction<Fate> log;
    private final IntUnaryOperator firstAttempt;
    private final LookedAt lookedAt;

    /**
     * @param log tells what the log says of a component
     * @param firstAttempt tells the first attempt of a component's job: outputs of earlier jobs do not count
     * @param lookedAt what this program has looked at before
     */
    Collector(MapDirectory map, IntFunction<Fate> log, IntUnaryOperator firstAttempt, LookedAt lookedAt) {
        this.map = map;
        this.lookedAt = lookedAt;
        this.folder = new CondorFolder(map);
        this.log = log;
        this.firstAttempt = firstAttempt;
    }

    /** Brings home what there is of these components. */
    void collect(ComponentSet components) {
        try {
            List<Integer> due = due(components);
            if (!due.isEmpty()) {
                try (MapLock lock = MapLock.take(folder)) {
                    // somebody else may have been faster
                    storeWhatIsThere(due);
                }
            }
        } catch (IOException e) {
            throw Problems.of("cannot store what came back from the nodes in", map.outputs(), e);
        }
    }

    private List<Integer> due(ComponentSet components) throws IOException {
        if (components.size() == 1) {
            int component = components.last();
            Fate fate = log.apply(component);
            return isThere(component) && isSettled(fate) && isNew(component, fate) ? List.of(component) : List.of();
        }
        return returned().stream()
                .filter(components::contains)
                .filter(this::isOverAndNew)
                .toList();
    }

    /** A job that is over does not write any more; what a held one has written is stored for who asks for it. */
    private static boolean isSettled(Fate fate) {
        return fate.status().isTerminal() || fate.status() == Status.HELD;
    }

    private boolean isOverAndNew(int component) {
        Fate fate = log.apply(component);
        return fate.status().isTerminal() && isNew(component, fate);
    }

    private boolean isNew(int component, Fate fate) {
        return !lookedAt.contains(folder, component, fate);
    }

    private boolean isThere(int component) {
        return Files.exists(folder.state(component))
                || Files.exists(folder.stdout(component))
                || Files.exists(folder.stderr(component));
    }

    private List<Integer> returned() throws IOException {
        try (Stream<Path> files = Files.list(folder.results())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,9}(\\.out|\\.err)?"))
                    .map(name -> Integer.valueOf(name.split("\\.")[0]))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /** Stores what came back of these components, whatever the log says; to be called by who holds the map's lock. */
    void storeWhatIsThere(List<Integer> components) throws IOException {
        store(components.stream().filter(this::isThere).toList());
    }

    private void store(List<Integer> components) throws IOException {
        OutputStore stored = new OutputStore(map.outputs());
        List<Returned> done = new ArrayList<>();
        try (OutputAppender outputs = new OutputAppender(map.outputs())) {
            outputs.takeOver();
            for (int component : components) {
                Fate fate = log.apply(component);
                lookedAt.note(folder, component, fate);
                Returned returned = new Returned(folder, component, fate, firstAttempt.applyAsInt(component));
                returned.store(outputs, stored);
                done.add(returned);
            }
            outputs.force();
        } catch (IOException | RuntimeException | Error e) {
            lookedAt.forget(folder, components);
            throw e;
        }
        for (Returned returned : done) {
            returned.delete();
        }
        DurableFiles.forceDirectory(folder.results());
    }
}
