package io.htmap.internal.handle;

import io.htmap.CorruptMapException;
import io.htmap.HtmapException;
import io.htmap.WaitInterruptedException;
import io.htmap.internal.store.CreationGate;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.internal.store.Problems;
import io.htmap.internal.store.Tags;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Deletes what crashes left: nobody's maps, half-made ones, temporary files, jars that no map uses. */
public final class MapCleaner {
    private final Home home;
    private final Tags tags;
    private final Consumer<MapDirectory> forget;
    private final Set<String> jarsInUse;
    private final List<String> deleted = new ArrayList<>();

    /**
     * @param forget makes schedulers let go of maps that lost their tag while it had them
     * @param jarsInUse digests of jars that are needed beside those of maps
     */
    public MapCleaner(Home home, Consumer<MapDirectory> forget, Set<String> jarsInUse) {
        this.home = home;
        this.tags = new Tags(home);
        this.forget = forget;
        this.jarsInUse = new HashSet<>(jarsInUse);
    }

    /**
     * Cleans, if nobody is making a map at the moment.
     *
     * @return a line for each thing that was deleted
     */
    public List<String> clean() {
        CreationGate.Passage passage = CreationGate.tryEnterToClean(home)
                .orElseThrow(() -> new HtmapException("a map is being made in " + home.path()
                        + ", or somebody else cleans it; clean again when that has ended"));
        try (passage) {
            deleteUntaggedMaps();
            deleteAll(home.preparing(), "left over from making or removing a map: ");
            deleteTemporaryFiles();
            deleteOrphanedJars(Set.of());
        } catch (IOException e) {
            throw Problems.of("cannot clean", home.path(), e);
        }
        return deleted;
    }

    /** Deletes those jars that no map uses and that were not there before; leaves them if a map is being made. */
    void deleteJarsMadeSince(Set<Path> before) {
        try {
            if (home.storedJars().equals(before)) {
                return;
            }
            Optional<CreationGate.Passage> passage = CreationGate.tryEnterToClean(home);
            if (passage.isPresent()) {
                try (CreationGate.Passage alone = passage.get()) {
                    deleteOrphanedJars(before);
                }
            }
        } catch (IOException e) {
            throw Problems.of("cannot clean", home.jars(), e);
        }
    }

    private void deleteUntaggedMaps() throws IOException {
        for (Path path : list(home.maps())) {
            String id = path.getFileName().toString();
            if (!tags.isTagged(id)) {
                deleteUntagged(home.map(id));
            }
        }
    }

    /** As long as its scheduler may work in it, it stays. */
    private void deleteUntagged(MapDirectory map) {
        try {
            forget.accept(map);
        } catch (WaitInterruptedException e) {
            throw e;
        } catch (HtmapException e) {
            deleted.add("not the map directory without a tag " + map.path() + ", since its scheduler did not let go of"
                    + " it: " + e.getMessage());
            return;
        }
        new MapRemover(home).delete(map);
        deleted.add("map directory without a tag: " + map.path());
    }

    private void deleteAll(Path folder, String what) throws IOException {
        for (Path path : list(folder)) {
            DurableFiles.deleteTree(path);
            deleted.add(what + path);
        }
    }

    private void deleteTemporaryFiles() throws IOException {
        for (Path folder : List.of(home.path(), home.tags(), home.jars(), home.queue())) {
            deleteTemporaryFilesIn(folder);
        }
        for (Path map : list(home.maps())) {
            deleteTemporaryFilesIn(map);
            deleteTemporaryFilesIn(map.resolve("inputs"));
            deleteTemporaryFilesIn(map.resolve("outputs"));
            for (Path component : list(map.resolve("checkpoints"))) {
                deleteTemporaryFilesIn(component);
            }
        }
    }

    private void deleteTemporaryFilesIn(Path folder) throws IOException {
        for (Path path : list(folder)) {
            String name = path.getFileName().toString();
            // of the folders that others write to at any time, only what is old is surely a crash's
            if (name.endsWith(DurableFiles.TEMPORARY_SUFFIX) && isOld(path)) {
                Files.deleteIfExists(path);
                deleted.add("temporary file: " + path);
            }
        }
    }

    private void deleteOrphanedJars(Set<Path> spared) throws IOException {
        Set<String> used = new HashSet<>(jarsInUse);
        for (Path path : list(home.maps())) {
            try {
                MapManifest manifest = MapManifest.read(new MapDirectory(path));
                used.addAll(manifest.jars());
                used.add(manifest.runtimeJar());
            } catch (CorruptMapException damaged) {
                deleted.add("no jars, since nobody knows which ones a damaged map uses: " + damaged.getMessage());
                return;
            }
        }
        for (Path jar : list(home.jars())) {
            String name = jar.getFileName().toString();
            if (!spared.contains(jar)
                    && name.endsWith(".jar")
                    && !used.contains(name.substring(0, name.length() - ".jar".length()))) {
                Files.deleteIfExists(jar);
                deleted.add("jar that no map uses: " + jar);
            }
        }
    }

    private static boolean isOld(Path path) throws IOException {
        try {
            long age =
                    System.currentTimeMillis() - Files.getLastModifiedTime(path).toMillis();
            return age > Duration.ofMinutes(10).toMillis();
        } catch (NoSuchFileException renamed) {
            return false;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (NoSuchFileException gone) {
            // the scheduler deletes the checkpoints of a component that is completed
            return List.of();
        }
    }
}
