package io.htmap.internal.handle;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.internal.Version;
import io.htmap.internal.capture.Capture;
import io.htmap.internal.capture.Captured;
import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.store.CreationGate;
import io.htmap.internal.store.FunctionFile;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes maps. All is prepared under a temporary name and renamed into place; the map begins to exist when its tag is
 * claimed, and not a moment before.
 */
public final class MapCreator {
    /** What people want to know of the library as such, whichever class tells it. */
    private static final Logger LOG = LoggerFactory.getLogger("io.htmap");

    private final Home home;
    private final Tags tags;
    private final Supplier<Set<String>> jarsInUse;

    /** @param jarsInUse tells the digests of jars that are needed beside those of maps */
    public MapCreator(Home home, Supplier<Set<String>> jarsInUse) {
        this.home = home;
        this.jarsInUse = jarsInUse;
        this.tags = new Tags(home);
    }

    /** Makes a map and hands it to the scheduler. Returns its directory. */
    public <I> MapDirectory create(
            String tag,
            @Nullable MapFunction<I, ?> function,
            @Nullable Iterable<? extends I> inputs,
            @Nullable MapOptions options,
            Scheduler scheduler) {
        checkTag(tag);
        if (options == null) {
            throw new HtmapException("the options of map '" + tag + "' are null; leave them out, or make some with"
                    + " MapOptions.builder()");
        }
        Captured captured = Capture.of(function, options.outputPackages());
        if (inputs == null) {
            throw new HtmapException("the inputs of map '" + tag + "' are null; give a collection of at least one");
        }
        MapOptions complete = complete(options, scheduler);
        scheduler.check(complete);
        Set<Path> jarsBefore = home.storedJars();
        try {
            MapDirectory map = prepare(tag, captured, inputs, complete, scheduler);
            tell(tag, MapManifest.read(map).components(), scheduler);
            submit(tag, map, scheduler);
            return map;
        } catch (RuntimeException | Error e) {
            undoJars(jarsBefore, scheduler, e);
            throw e;
        }
    }

    private static void tell(String tag, int count, Scheduler scheduler) {
        String components = count == 1 ? "component" : "components";
        LOG.info("map '{}' ({} {}) goes to the scheduler {}", tag, count, components, scheduler.name());
    }

    private void checkTag(String tag) {
        if (tags.find(tag).isPresent()) {
            throw Tags.used(tag);
        }
    }

    private static MapOptions complete(MapOptions options, Scheduler scheduler) {
        MapOptions chosen = MapOptions.builder().scheduler(scheduler.name()).build();
        MapOptions complete =
                chosen.mergedOver(options).mergedOver(scheduler.defaults()).mergedOver(MapOptions.defaults());
        checkMemory(complete.memoryMb().orElseThrow(), complete.maxMemoryMb());
        return complete;
    }

    private static void checkMemory(long memoryMb, OptionalLong maxMemoryMb) {
        if (maxMemoryMb.isPresent() && maxMemoryMb.getAsLong() < memoryMb) {
            throw new HtmapException("option maxMemoryMb is " + maxMemoryMb.getAsLong()
                    + ", less than memoryMb, which is " + memoryMb + "; give at least as much, or leave it out");
        }
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
            undo(tag, temporary, place, e);
            throw Problems.of("cannot make the map '" + tag + "' in", home.path(), e);
        } catch (RuntimeException | Error e) {
            undo(tag, temporary, place, e);
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
        FunctionFile.write(map.function(), function);
        DurableFiles.replace(map.eventLog(), new byte[0]);
        InputShards shards;
        int count;
        try (InputShards.Packer packer = new InputShards.Packer(map.inputs())) {
            for (Iterator<? extends I> rest = iterator(tag, inputs); rest.hasNext(); ) {
                packer.add(captured.encodeInput(packer.count(), rest.next()));
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
                        tag,
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

    private static <I> Iterator<I> iterator(String tag, Iterable<I> inputs) {
        Iterator<I> iterator = inputs.iterator();
        if (iterator == null) {
            throw new HtmapException(
                    "the inputs of map '" + tag + "' give no iterator; give a collection of at least one");
        }
        return iterator;
    }

    private void undo(String tag, Path temporary, MapDirectory place, Throwable reason) {
        try {
            tags.releaseIfOf(tag, place.id());
            DurableFiles.deleteTree(temporary);
            DurableFiles.deleteTree(place.path());
        } catch (IOException | HtmapException e) {
            reason.addSuppressed(e);
        }
    }

    /** What the map would have needed is of no use to anybody, unless somebody else has found it meanwhile. */
    private void undoJars(Set<Path> before, Scheduler scheduler, Throwable reason) {
        try {
            new MapCleaner(home, scheduler::forget, jarsInUse.get()).deleteJarsMadeSince(before);
        } catch (HtmapException e) {
            reason.addSuppressed(e);
        }
    }

    /** A map that the scheduler does not take is taken back, or else it would exist although this failed. */
    private void submit(String tag, MapDirectory map, Scheduler scheduler) {
        try {
            scheduler.submit(map);
        } catch (RuntimeException e) {
            try {
                new MapRemover(home).remove(tag, map, scheduler::forget);
            } catch (HtmapException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }
}
