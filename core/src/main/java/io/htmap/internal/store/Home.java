package io.htmap.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The places inside a home folder. */
public record Home(Path path) {
    public Path maps() {
        return path.resolve("maps");
    }

    public Path tags() {
        return path.resolve("tags");
    }

    public Path jars() {
        return path.resolve("jars");
    }

    /** Empty files named by the UUIDs of removed maps whose scheduler has not let go of them yet; missing if there is none. */
    public Path removing() {
        return path.resolve("removing");
    }

    /** Where maps are prepared before they are renamed into place. */
    public Path preparing() {
        return path.resolve("tmp");
    }

    /** Holds a marker for each map that the embedded scheduler has to look after. */
    public Path queue() {
        return path.resolve("queue");
    }

    /** Scratch folders of the embedded scheduler's workers. */
    public Path execute() {
        return path.resolve("execute");
    }

    public Path schedulerLock() {
        return path.resolve("scheduler.lock");
    }

    public Path schedulerLog() {
        return path.resolve("scheduler.log");
    }

    /** Returns the jars that are there. */
    public Set<Path> storedJars() {
        try (Stream<Path> files = Files.list(jars())) {
            return files.collect(Collectors.toSet());
        } catch (IOException e) {
            throw Problems.of("cannot list", jars(), e);
        }
    }

    public MapDirectory map(String id) {
        return new MapDirectory(maps().resolve(id));
    }

    public Path jar(String digest) {
        return jars().resolve(digest + ".jar");
    }
}
