package io.htmap.internal.embedded;

import io.htmap.Htmap;
import io.htmap.internal.shipping.JarStore;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The jars that the scheduler's process runs from: copies of the library's own, since those may be replaced while it
 * runs.
 */
final class LibraryJars {
    private LibraryJars() {}

    static List<Path> of(Home home) {
        List<Path> jars = new ArrayList<>();
        try {
            JarStore store = new JarStore(home.jars());
            for (Class<?> type : List.of(Htmap.class, MapFunction.class, LoggerFactory.class)) {
                jars.add(home.jar(store.storeCodeOf(type)));
            }
            return jars;
        } catch (IOException e) {
            throw Problems.of("cannot copy the library to", home.jars(), e);
        }
    }
}
