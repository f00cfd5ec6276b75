package io.htmap.runtime.internal.checkpoint;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The folder with a component's generations, and what crashes left between them. */
final class GenerationFolder {
    private final Path folder;

    GenerationFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    Path file(Generation generation) {
        return folder.resolve(generation.fileName());
    }

    /** Returns the generations, newest first; none if the folder is not there. */
    List<Generation> newestFirst() throws IOException {
        List<Generation> generations = new ArrayList<>();
        for (String name : names()) {
            Generation generation = Generation.parse(name);
            if (generation != null) {
                generations.add(generation);
            }
        }
        generations.sort(Collections.reverseOrder());
        return generations;
    }

    /** Deletes what this attempt and earlier ones left half written; a later attempt's may be in the making. */
    void deleteLeftovers(int attempt) throws IOException {
        for (String name : names()) {
            Generation generation = unfinished(name);
            if (generation != null && generation.attempt() <= attempt) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    /** Returns the generation that a temporary file, ".00000007-3.ckpt.UNIQUE.tmp", was to become, or null. */
    private static Generation unfinished(String name) {
        int suffix = name.indexOf(Generation.SUFFIX);
        if (suffix < 0 || !name.startsWith(".") || !name.endsWith(DurableFiles.TEMPORARY_SUFFIX)) {
            return null;
        }
        return Generation.parse(name.substring(1, suffix + Generation.SUFFIX.length()));
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (Path file : Folders.children(folder)) {
                names.add(file.getFileName().toString());
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return names;
    }
}
