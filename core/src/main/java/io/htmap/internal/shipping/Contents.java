package io.htmap.internal.shipping;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Named files in a jar, in a class folder or in memory. */
interface Contents extends Closeable {
    /** Returns the names of the files, with slashes. */
    SortedSet<String> names();

    /** Opens a file. */
    InputStream open(String name) throws IOException;

    /** Opens a jar or a class folder. */
    static Contents of(Path location) throws IOException {
        return Files.isDirectory(location) ? new FolderContents(location) : new JarContents(location);
    }

    /** Returns those files whose names fit; closing it closes these. */
    default Contents only(Predicate<String> wanted) {
        Contents all = this;
        SortedSet<String> some = new TreeSet<>(names());
        some.removeIf(wanted.negate());
        return new Contents() {
            @Override
            public SortedSet<String> names() {
                return some;
            }

            @Override
            public InputStream open(String name) throws IOException {
                return all.open(name);
            }

            @Override
            public void close() throws IOException {
                all.close();
            }
        };
    }

    /** Returns whether there is any class. */
    default boolean hasClasses() {
        return names().stream().anyMatch(name -> name.endsWith(".class"));
    }
}
