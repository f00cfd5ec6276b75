package io.htmap.runtime.internal.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A generation that is kept in a folder, as it is found from outside: attempts may add and delete generations meanwhile.
 *
 * @param file where it is
 * @param generation its number and attempt
 * @param bytes size of the file
 * @param manifest what it holds; null if it is damaged
 * @param damage what is wrong with it; null if nothing was found
 */
public record KeptGeneration(Path file, Generation generation, long bytes, Manifest manifest, String damage) {
    /**
     * Returns what a folder keeps of a component, newest first.
     *
     * @param folder need not be there
     * @param verify whether the bytes of all files are checked too
     * @throws IOException when a generation can neither be read nor be called damaged
     */
    public static List<KeptGeneration> list(Path folder, int component, boolean verify) throws IOException {
        List<KeptGeneration> kept = new ArrayList<>();
        GenerationFolder generations = new GenerationFolder(folder);
        for (Generation generation : generations.newestFirst()) {
            try {
                kept.add(look(generations.file(generation), component, generation, verify));
            } catch (NoSuchFileException gone) {
                // a newer one has taken its place since the folder was read
            }
        }
        return kept;
    }

    private static KeptGeneration look(Path file, int component, Generation generation, boolean verify)
            throws IOException {
        long bytes = Files.size(file);
        try (PackedReader reader = PackedReader.open(file, component, generation)) {
            if (verify) {
                reader.verify();
            }
            return new KeptGeneration(file, generation, bytes, reader.manifest(), null);
        } catch (DamagedCheckpointException e) {
            return new KeptGeneration(file, generation, bytes, null, e.getMessage());
        }
    }
}
