package io.htmap.internal.shipping;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Files that are on no disk.
 *
 * @param files content by name
 */
record MemoryContents(SortedMap<String, byte[]> files) implements Contents {
    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(files.keySet());
    }

    @Override
    public InputStream open(String name) {
        return new ByteArrayInputStream(files.get(name));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
