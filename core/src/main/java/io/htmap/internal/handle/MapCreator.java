package io.htmap.internal.handle;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.internal.Version;
import io.htmap.internal.capture.Capture;
import io.htmap.internal.capture.Captured;
import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.store.CreationGate;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.InputShards;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.internal.store.Tags;
import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes maps. All is prepared under a temporary name and renamed into place; the map begins to exist when its tag is
 * claimed, and not a moment before.
 */
public final class MapCreator {
    private final Home home;
    private final Tags tags;

    public MapCreator(Home home) {
        this.home = home;
        this.tags = new Tags(home);
    }

    /** Makes a map and hands it to the scheduler. Returns its directory. */
    public <I> MapDirectory create(
            String tag,
            @Nullable MapFunction<I, ?> function,
            @Nullable Iterable<? extends I> inputs,
            MapOptions options,
            Scheduler scheduler) {
        checkTag(tag);
        Captured captured = Capture.of(function, options.outputPackages());
        if (inputs == null) {
            throw new HtmapException("the inputs of map '" + tag + "' are null; give a collection of at least one");
        }
        MapOptions complete = complete(options);
        scheduler.check(complete);
        MapDirectory map = prepare(tag, captured, inputs, complete, scheduler);
        submit(tag, map, scheduler);
        return map;
    }

    private void checkTag(String tag) {
        if (tags.find(tag).isPresent()) {
            throw Tags.used(tag);
        }
    }

    private static MapOptions complete(MapOptions options) {
        MapOptions own = MapOptions.builder()
                .javaHome(Path.of(System.getProperty("java.home")))
                .build();
        return options.mergedOver(own).mergedOver(MapOptions.defaults());
    }

    private <I> MapDirectory prepare(
            String tag, Captured captured, Iterable<? extends I> inputs, MapOptions options, Scheduler scheduler) {
        String id = UUID.randomUUID().toString();
        Path temporary = home.preparing().resolve(id);
        MapDirectory place = home.map(id);
        try (CreationGate.Passage passage = CreationGate.enterToCreate(home)) {
            fill(new MapDirectory(temporary), tag, captured, inputs, options, scheduler);
            DurableFiles.rename(temporary, place.path());
            tags.claim(tag, id);
            return place;
        } catch (IOException e) {
            undo(temporary, place.path(), e);
            throw Problems.of("cannot make the map '" + tag + "' in", home.path(), e);
        } catch (RuntimeException | Error e) {
            undo(temporary, place.path(), e);
            throw e;
        }
    }

    private <I> void fill(
            MapDirectory map,
            String tag,
            Captured captured,
            Iterable<? extends I> inputs,
            MapOptions options,
            Scheduler scheduler)
            throws IOException {
        DurableFiles.createDirectories(map.inputs());
        byte[] function = captured.functionBytes();
        DurableFiles.replace(map.function(), function);
        DurableFiles.replace(map.eventLog(), new byte[0]);
        InputShards shards;
        int count;
        try (InputShards.Packer packer = new InputShards.Packer(map.inputs())) {
            for (I input : inputs) {
                packer.add(captured.encodeInput(packer.count(), input));
            }
            count = packer.count();
            if (count == 0) {
                throw new HtmapException("map '" + tag + "' has no inputs; give at least one");
            }
            shards = packer.finish();
        }
        JarStore jars = new JarStore(home.jars());
        List<String> digests = captured.storeJars(jars, scheduler.javaFeature(options));
        new MapManifest(
                        map.id(),
                        Version.current(),
                        Instant.now(),
                        scheduler.name(),
                        count,
                        captured.description(),
                        function.length,
                        shards.firsts(),
                        digests,
                        jars.storeRuntimeJar(),
                        captured.allowedTypes().toLines(),
                        options)
                .write(map.manifest());
    }

    private static void undo(Path temporary, Path place, Throwable reason) {
        for (Path path : List.of(temporary, place)) {
            try {
                if (Files.exists(path)) {
                    DurableFiles.deleteTree(path);
                }
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static void submit(String tag, MapDirectory map, Scheduler scheduler) {
        try {
            scheduler.submit(map);
        } catch (SchedulerException e) {
            throw new SchedulerException(
                    "map '" + tag + "' was made, but could not be handed to the scheduler; it will"
                            + " be when it is next loaded. " + e.getMessage(),
                    e);
        }
    }
}
