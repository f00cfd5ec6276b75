package io.htmap;

import io.htmap.runtime.MapFunction;
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
    private Htmap() {}

    /**
     * Opens the home folder that the environment variable {@code HTMAP_DIR} names, or else {@code ~/.htmap}. It is made
     * if it is missing.
     *
     * @throws HtmapException when it cannot be made, read or written, or belongs to somebody else
     */
    public static Htmap open() {
        throw new UnsupportedOperationException();
    }

    /** As {@link #open()}, with this home folder. */
    public static Htmap open(Path home) {
        throw new UnsupportedOperationException();
    }

    /** Returns the home folder. */
    public Path home() {
        throw new UnsupportedOperationException();
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
     * @throws SchedulerException when the scheduler refuses the options or cannot be reached
     * @throws HtmapException when there are no inputs, the function is null, or the disk is full
     */
    public <I, O> ComponentMap<I, O> map(
            String tag, MapFunction<I, O> function, Iterable<? extends I> inputs, MapOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a map that was made earlier, by this program or another.
     *
     * @param <I> type of its inputs, not checked here
     * @param <O> type of its outputs, not checked here
     * @throws TagException when there is no map of that tag
     * @throws CorruptMapException when the map directory is damaged, or was made by a newer version
     */
    public <I, O> ComponentMap<I, O> load(String tag) {
        throw new UnsupportedOperationException();
    }

    /** Returns the tags of all maps, sorted. */
    public List<String> tags() {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes what crashes left behind: stale temporary files, map directories that never got a tag or lost it, jars
     * that no map uses.
     *
     * @return one line for each thing that was deleted
     */
    public List<String> clean() {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes a map even if its directory is damaged or its scheduler away.
     *
     * @throws TagException when there is no map of that tag
     */
    public void forceRemove(String tag) {
        throw new UnsupportedOperationException();
    }

    /** Lets go of what this object holds. Maps and schedulers go on. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
