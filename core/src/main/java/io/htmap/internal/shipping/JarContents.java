package io.htmap.internal.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files in a jar. */
final class JarContents implements Contents {
    private final ZipFile jar;
    private final SortedSet<String> names;

    JarContents(Path path) throws IOException {
        this.jar = new ZipFile(path.toFile());
        SortedSet<String> all = new TreeSet<>();
        jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .forEach(all::add);
        this.names = Collections.unmodifiableSortedSet(all);
    }

    @Override
    public SortedSet<String> names() {
        return names;
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        if (entry == null) {
            throw new NoSuchFileException(name);
        }
        return jar.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
