package io.htmap.internal.shipping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that must be on the class path of a node, beside the library's run-time jar. */
public final class Shipment {
    private final JarStore store;
    private final int nodeJava;

    /**
     * @param store where jars go
     * @param nodeJava feature version of the node's Java
     */
    public Shipment(JarStore store, int nodeJava) {
        this.store = store;
        this.nodeJava = nodeJava;
    }

    /**
     * Stores the class path of this program, and the classes that are on none.
     *
     * @param roots the captured classes
     * @return digests in the order of the node's class path
     * @throws io.htmap.CaptureException when a class needs a newer Java than the node has, or its bytes cannot be had
     * @throws IOException when a jar cannot be read or written
     */
    public List<String> store(Collection<Class<?>> roots) throws IOException {
        Set<Path> classPath = ClassPath.of(roots);
        Set<String> digests = new LinkedHashSet<>();
        Contents loaded = new LoadedClasses(classPath).collect(roots);
        if (loaded.hasClasses()) {
            NewestClass.in(loaded).checkLoaded(nodeJava);
            digests.add(store.store(loaded));
        }
        for (Path entry : classPath) {
            addEntry(digests, entry);
        }
        digests.add(store.storePublicTypes());
        return new ArrayList<>(digests);
    }

    private void addEntry(Set<String> digests, Path entry) throws IOException {
        try (Contents contents = Contents.of(entry)) {
            if (contents.names().stream().allMatch(name -> name.startsWith("META-INF/MANIFEST.MF"))) {
                return;
            }
            boolean library = SubmitSide.isIn(contents);
            if (library && !SubmitSide.strip(contents).hasClasses()) {
                return;
            }
            String digest = library ? store.store(SubmitSide.strip(contents)) : storeWhole(entry, contents);
            if (mayBeTooNew(contents)) {
                store.newestIn(digest).checkCompiled(entry.toString(), nodeJava);
            }
            digests.add(digest);
        }
    }

    private String storeWhole(Path entry, Contents contents) throws IOException {
        return contents instanceof FolderContents folder ? store.storeFolder(entry, folder) : store.storeFile(entry);
    }

    /** What this program has loaded, it could load; only a class folder may hold what was never tried. */
    private boolean mayBeTooNew(Contents contents) {
        return nodeJava < Runtime.version().feature() || contents instanceof FolderContents;
    }
}
