package io.htmap.internal.shipping;

import io.htmap.CaptureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects classes that are in no jar and in no class folder: those of single-file programs, of jshell, of custom loaders.
 * Follows the names in their class files, as reflection does not show anonymous and local classes.
 */
final class LoadedClasses {
    private final Set<Path> shipped;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final Deque<Class<?>> open = new ArrayDeque<>();

    /**
     * @param shipped jars and class folders that travel anyway
     */
    LoadedClasses(Set<Path> shipped) {
        this.shipped = shipped;
    }

    /** Returns the class files of those roots, and of what they name, that do not travel otherwise. */
    Contents collect(Collection<Class<?>> roots) throws IOException {
        roots.forEach(this::enqueue);
        while (!open.isEmpty()) {
            take(open.remove());
        }
        return new MemoryContents(files);
    }

    private void enqueue(Class<?> type) {
        if (type.isArray()) {
            enqueue(type.getComponentType());
        } else if (Loaders.isSpecial(type.getClassLoader()) && !type.isHidden() && seen.add(type) && !travels(type)) {
            open.add(type);
        }
    }

    private boolean travels(Class<?> type) {
        Path location = Loaders.locationOf(type);
        return location != null && shipped.contains(location);
    }

    private void take(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/');
        byte[] bytes;
        try {
            bytes = ClassBytes.of(type.getClassLoader(), name);
        } catch (IOException e) {
            throw new CaptureException(
                    "the class " + type.getName() + " was made by the class loader " + type.getClassLoader()
                            + ", which does not give its bytes; put the class into a jar or class folder on the class path",
                    e);
        }
        files.put(name + ".class", bytes);
        for (String referenced : ClassFile.parse(name, bytes).referencedClasses()) {
            Class<?> found = find(referenced.replace('/', '.'), type.getClassLoader());
            if (found != null) {
                enqueue(found);
            }
        }
    }

    /** Loads the class if need be: some loaders give the bytes of loaded classes only. */
    private static @Nullable Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // a text that only looks like a class, or an optional one that is not here
            return null;
        }
    }
}
