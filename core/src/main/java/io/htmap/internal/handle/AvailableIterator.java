package io.htmap.internal.handle;

import io.htmap.ComponentMap.Output;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Goes through the outputs as they become available. */
final class AvailableIterator<O> implements Iterator<Output<O>> {
    private final int size;
    private final Function<BitSet, int[]> awaitFresh;
    private final IntFunction<O> get;
    private final BitSet seen = new BitSet();
    private final Deque<Integer> available = new ArrayDeque<>();
    private int given;

    AvailableIterator(int size, Function<BitSet, int[]> awaitFresh, IntFunction<O> get) {
        this.size = size;
        this.awaitFresh = awaitFresh;
        this.get = get;
    }

    @Override
    public boolean hasNext() {
        return given < size;
    }

    @Override
    public Output<O> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the map has " + size + " components");
        }
        if (available.isEmpty()) {
            for (int component : awaitFresh.apply(seen)) {
                seen.set(component);
                available.add(component);
            }
        }
        int component = available.element();
        Output<O> output = new Output<>(component, get.apply(component));
        available.remove();
        given++;
        return output;
    }
}
