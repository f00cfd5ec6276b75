package io.htmap;

import io.htmap.internal.handle.MapCleaner;
import io.htmap.internal.handle.MapCreator;
import io.htmap.internal.handle.MapHandle;
import io.htmap.internal.handle.MapRemover;
import io.htmap.internal.handle.Schedulers;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Tags;
import io.htmap.runtime.MapFunction;
import io.htmap.spi.Scheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The way in: opens a home folder, makes maps and finds them again.
 *
 * <pre>{@code
 * try (Htmap htmap = Htmap.open()) {
 *     ComponentMap<Integer, Integer> map = htmap.map("squares", x -> x * x, List.of(1, 2, 3));
 *     for (int square : map) {
 *         System.out.println(square);
 *     }
 * }
 * }</pre>
 *
 * <p>Maps outlive the program that made them: {@link #load} finds one by its tag in any later program. Two objects on two
 * homes, or on the same one, may be open in one JVM. Thread-safe.
 */
public final class Htmap implements AutoCloseable {
    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Home home;
    private final Tags tags;
    private final Schedulers schedulers;
    private final MapRemover remover;

    private Htmap(Home home) {
        this.home = home;
        this.tags = new Tags(home);
        this.schedulers = new Schedulers(home);
        this.remover = new MapRemover(home);
    }

    /**
     * Opens the home folder that the environment variable {@code HTMAP_DIR} names, or else {@code ~/.htmap}. It is made
     * if it is missing.
     *
     * @throws HtmapException when it cannot be made, read or written, or belongs to somebody else
     */
    public static Htmap open() {
        return open(Homes.defaultPath(System.getenv()));
    }

    /** As {@link #open()}, with this home folder. */
    public static Htmap open(Path home) {
        return new Htmap(Homes.open(home));
    }

    /** Returns the home folder. */
    public Path home() {
        return home.path();
    }

    /**
     * Maps a function over inputs with the default options.
     *
     * @see #map(String, MapFunction, Iterable, MapOptions)
     */
    public <I, O> ComponentMap<I, O> map(String tag, MapFunction<I, O> function, Iterable<? extends I> inputs) {
        return map(tag, function, inputs, MapOptions.builder().build());
    }

    /**
     * Maps a function over inputs: makes the map directory and hands the components to the scheduler. The map exists
     * whole or, when this throws, not at all. Inputs are read once, in order, and not kept in memory.
     *
     * @param tag name of the map, unused so far; not empty, and without white space and {@code / \ < > : " | ? * [ ] !}
     * @param function applied to each input, on an execute node; serializable
     * @param inputs at least one; each serializable, may be null
     * @param options what to ask of the scheduler; what is not set takes its default
     * @return a handle on the new map
     * @throws TagException when the tag is invalid or used
     * @throws HtmapException when the function or an input cannot be serialized, or read again afterwards; the
     *     message names the path of fields to the culprit
     * @throws SchedulerException when there is no such scheduler, or it refuses the options or cannot be reached
     * @throws HtmapException when there are no inputs, the function is null, or the disk is full
     */
    public <I, O> ComponentMap<I, O> map(
            String tag, MapFunction<I, O> function, Iterable<? extends I> inputs, MapOptions options) {
        Scheduler scheduler = schedulers.choose(options);
        remover.finishEarlier(schedulers::forget);
        MapDirectory map =
                new MapCreator(home, schedulers::jarsInUse).create(tag, function, inputs, options, scheduler);
        return new MapHandle<>(tag, map, scheduler, remover, loaderOf(function.getClass()), List.of());
    }

    /**
     * Opens a map that was made earlier, by this program or another.
     *
     * @param <I> type of its inputs, not checked here
     * @param <O> type of its outputs, not checked here
     * @param tag name of the map
     * @param outputPackages packages whose classes may stand in outputs, beside those that were found or named when the
     *     map was made: {@code a.b}, or {@code a.b.**} with all below it
     * @throws TagException when there is no map of that tag
     * @throws CorruptMapException when the map directory is damaged, or was made by a newer version
     */
    public <I, O> ComponentMap<I, O> load(String tag, String... outputPackages) {
        ClassLoader loader = loaderOf(CALLERS.getCallerClass());
        remover.finishEarlier(schedulers::forget);
        MapDirectory map = home.map(idOf(tag));
        if (!Files.isDirectory(map.path())) {
            throw new CorruptMapException(
                    "map '" + tag + "' is damaged: its directory " + map.path()
                            + " is missing; remove what is left of it with: htmap remove --force " + tag,
                    null);
        }
        Scheduler scheduler = schedulers.named(MapManifest.read(map).scheduler());
        return new MapHandle<>(tag, map, scheduler, remover, loader, List.of(outputPackages));
    }

    /** Returns the tags of all maps, sorted. */
    public List<String> tags() {
        return tags.list();
    }

    /**
     * Deletes what crashes left behind: stale temporary files, map directories that never got a tag or lost it, jars
     * that no map uses.
     *
     * @return one line for each thing that was deleted
     */
    public List<String> clean() {
        return new MapCleaner(home, schedulers::forget, schedulers.jarsInUse()).clean();
    }

    /**
     * Removes a map even if its directory is damaged or its scheduler away.
     *
     * @throws TagException when there is no map of that tag
     */
    public void forceRemove(String tag) {
        MapDirectory map;
        try {
            map = home.map(idOf(tag));
        } catch (CorruptMapException damagedTag) {
            // whose map it was nobody knows; the cleaner finds it
            tags.release(tag);
            return;
        }
        remover.remove(tag, map, schedulers::forget);
    }

    /** Lets go of what this object holds. Maps and schedulers go on. */
    @Override
    public void close() {
        schedulers.close();
    }

    private String idOf(String tag) {
        return tags.find(tag)
                .orElseThrow(() -> new TagException(
                        "there is no map '" + tag + "' in " + home.path() + "; htmap tags lists those that there are"));
    }

    /** A single-file program's classes are known to their own loader only. */
    private static ClassLoader loaderOf(Class<?> user) {
        ClassLoader own = user.getClassLoader();
        return own != null ? own : ClassLoader.getSystemClassLoader();
    }
}
