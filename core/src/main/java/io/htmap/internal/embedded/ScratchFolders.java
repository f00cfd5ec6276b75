package io.htmap.internal.embedded;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scratch folders of a map's attempts, named after component and attempt. */
final class ScratchFolders {
    private static final Pattern NAME = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    private ScratchFolders() {}

    static Path of(Path mapFolder, int component, int attempt) {
        return mapFolder.resolve(component + "." + attempt);
    }

    /** Returns what attempts left in a map's folder, which need not exist. */
    static List<AttemptFiles> list(Path mapFolder) throws IOException {
        List<AttemptFiles> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(mapFolder)) {
            for (Path folder : folders.toList()) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches()) {
                    int component = Integer.parseInt(name.group(1));
                    found.add(new AttemptFiles(component, Integer.parseInt(name.group(2)), new ScratchLayout(folder)));
                }
            }
            return found;
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /** Deletes an attempt's folder, or says why not: a process that the function left behind may still write there. */
    static void deleteIfPossible(Path folder) {
        try {
            DurableFiles.deleteTree(folder);
        } catch (IOException e) {
            // it goes with the map at the latest
            System.err.println(Instant.now() + " cannot delete " + folder + ": " + e);
        }
    }

    /** Deletes a map's folder unless something is left in it, such as an attempt that waits to be stored. */
    static void deleteIfEmpty(Path mapFolder) throws IOException {
        try {
            Files.deleteIfExists(mapFolder);
        } catch (DirectoryNotEmptyException inUse) {
            return;
        }
    }
}
