package io.htmap.internal.shipping;

import io.htmap.CaptureException;
import io.htmap.HtmapException;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
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
     * Returns the library's public types as a node has them. A class of the user that has the function and also calls the
     * library, as any {@code main} does, is linked on the node with all types in its signatures and catch clauses, and
     * initialised with its static fields. Values, such as options, statuses and exceptions, are there as they are; the
     * rest, {@link io.htmap.Htmap} above all, would need what is not there and is replaced by stubs.
     */
    static Contents publicTypes() throws IOException {
        SortedMap<String, ClassFile> types = new TreeMap<>();
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Contents library = Contents.of(locationOf(HtmapException.class))) {
            for (String file : library.names()) {
                if (isPublicPart(file)) {
                    byte[] bytes = bytes(library, file);
                    ClassFile type = ClassFile.parse(file, bytes);
                    types.put(type.name(), type);
                    files.put(file, bytes);
                }
            }
        }
        Set<String> values = values(types);
        for (ClassFile type : types.values()) {
            if (!values.contains(type.name())) {
                files.put(type.name() + ".class", SubmitSideStub.of(type));
            }
        }
        return new MemoryContents(files);
    }

    /** Those types that need nothing of the library but its run-time part and each other. */
    private static Set<String> values(Map<String, ClassFile> types) {
        Set<String> values = new HashSet<>(types.keySet());
        boolean smaller = true;
        while (smaller) {
            smaller = values.removeIf(name -> types.get(name).referencedClasses().stream()
                    .anyMatch(other -> isSubmitSide(other) && !values.contains(other)));
        }
        return values;
    }

    private static boolean isSubmitSide(String className) {
        return className.startsWith(LIBRARY) && !className.startsWith(RUNTIME);
    }

    private static boolean isPublicPart(String name) {
        return (isDirectlyIn(LIBRARY, name) || name.startsWith(SPI))
                && name.endsWith(".class")
                && !name.endsWith("package-info.class");
    }

    private static byte[] bytes(Contents library, String file) throws IOException {
        try (InputStream in = library.open(file)) {
            return in.readAllBytes();
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
