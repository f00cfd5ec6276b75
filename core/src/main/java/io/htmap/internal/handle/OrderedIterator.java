package io.htmap.internal.handle;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** Goes through the outputs in the order of the inputs. */
final class OrderedIterator<O> implements Iterator<O> {
    private final int size;
    private final IntFunction<O> get;
    private int next;

    OrderedIterator(int size, IntFunction<O> get) {
        this.size = size;
        this.get = get;
    }

    @Override
    public boolean hasNext() {
        return next < size;
    }

    @Override
    public O next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the map has " + size + " components");
        }
        O output = get.apply(next);
        next++;
        return output;
    }
}
