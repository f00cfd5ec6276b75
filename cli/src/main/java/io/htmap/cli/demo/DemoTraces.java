package io.htmap.cli.demo;

import io.htmap.Htmap;
import io.htmap.HtmapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files in which the counters of demos write down what they do, in the home folder: nodes may see that. */
public final class DemoTraces {
    private static final String SUFFIX = ".trace";

    private DemoTraces() {}

    static Path folder(Htmap htmap) {
        return htmap.home().resolve("demo");
    }

    static Path of(Htmap htmap, String tag) {
        return folder(htmap).resolve(tag + SUFFIX);
    }

    /**
     * Deletes what interrupted demos left whose maps are no more.
     *
     * @return one line for each file that was deleted
     */
    public static List<String> clean(Htmap htmap) {
        try {
            // a trace is never there before its map: so the maps are looked at last
            List<Path> files = files(folder(htmap));
            List<String> tags = htmap.tags();
            List<String> deleted = new ArrayList<>();
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (tags.stream().noneMatch(tag -> name.startsWith(tag + SUFFIX)) && Files.deleteIfExists(file)) {
                    deleted.add("trace of a demo whose map is no more: " + file);
                }
            }
            return deleted;
        } catch (IOException e) {
            throw new HtmapException("cannot clean " + folder(htmap) + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
