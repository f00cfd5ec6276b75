package io.htmap.internal.shipping;

import io.htmap.CaptureException;
import io.htmap.HtmapException;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Knows which classes are the library's own, wherever they were packed. */
final class SubmitSide {
    private static final String LIBRARY = "io/htmap/";
    private static final String RUNTIME = "io/htmap/runtime/";
    private static final String SPI = "io/htmap/spi/";

    /** What is published with the library, but is called by functions as any other code. */
    private static final List<String> TRAVELLING = List.of("io/htmap/examples/", "io/htmap/testkit/");

    /** Any of these marks a jar or class folder that holds a part of the library; tests of the library have none. */
    private static final List<String> MARKS = List.of(
            "io/htmap/HtmapException.class", "io/htmap/runtime/MapFunction.class", "META-INF/htmap/submit-side");

    private SubmitSide() {}

    static boolean isIn(Contents contents) {
        return MARKS.stream().anyMatch(contents.names()::contains);
    }

    /** Returns what is not the library's in a jar or class folder that the library was packed into. */
    static Contents strip(Contents contents) {
        return contents.only(name -> !isLibrary(name) && !isSignature(name));
    }

    private static boolean isLibrary(String name) {
        boolean inPackages = name.startsWith(LIBRARY) && TRAVELLING.stream().noneMatch(name::startsWith);
        return inPackages || MARKS.contains(name) || name.startsWith("META-INF/services/io.htmap.");
    }

    private static boolean isDirectlyIn(String packagePath, String name) {
        return name.startsWith(packagePath) && name.indexOf('/', packagePath.length()) < 0;
    }

    /** A jar from which something was taken no longer fits its signature. */
    private static boolean isSignature(String name) {
        return isDirectlyIn("META-INF/", name) && name.matches("(?i).*\\.(SF|RSA|DSA|EC)");
    }

    /** Opens the library's run-time part: the file that holds it, and only its own entries. */
    static Contents runtime() throws IOException {
        return Contents.of(locationOf(MapFunction.class)).only(name -> name.startsWith(RUNTIME));
    }

    /**
     * Returns the library's public types as names without code. A class of the user that has the function and also calls
     * the library, as any {@code main} does, is linked on the node with all types in its signatures and catch clauses;
     * without these it could not even be loaded there.
     */
    static Contents stubs() throws IOException {
        SortedMap<String, byte[]> stubs = new TreeMap<>();
        try (Contents library = Contents.of(locationOf(HtmapException.class))) {
            SortedSet<String> names = library.names();
            Deque<String> open = new ArrayDeque<>();
            names.stream().filter(SubmitSide::isPublicPart).forEach(open::add);
            while (!open.isEmpty()) {
                String name = open.remove();
                if (names.contains(name) && !stubs.containsKey(name)) {
                    ClassFile type = classFile(library, name);
                    stubs.put(name, type.withoutMembers());
                    type.supertypes().forEach(above -> open.add(above + ".class"));
                }
            }
        }
        stubs.keySet().removeIf(name -> name.startsWith(RUNTIME));
        return new MemoryContents(stubs);
    }

    private static boolean isPublicPart(String name) {
        return (isDirectlyIn(LIBRARY, name) || name.startsWith(SPI))
                && name.endsWith(".class")
                && !name.endsWith("package-info.class");
    }

    private static ClassFile classFile(Contents library, String name) throws IOException {
        try (InputStream in = library.open(name)) {
            return ClassFile.parse(name, in.readAllBytes());
        }
    }

    static Path locationOf(Class<?> type) {
        Path location = Loaders.locationOf(type);
        if (location == null) {
            throw new CaptureException("the library's class " + type.getName()
                    + " was not loaded from a jar or class folder, so it cannot be sent along; put the library on"
                    + " the class path as it was published");
        }
        return location;
    }
}
