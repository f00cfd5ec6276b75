package io.htmap.runtime.internal.checkpoint;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which attempts began from which generation, saved nothing, and ended through their own fault: the file
 * {@code failures} beside the generations, a line {@code GENERATION ATTEMPT} for each. The supervisor of the attempt
 * writes it. Other lines, and one that is not whole, are ignored. Immutable.
 */
public final class FailedRestarts {
    /** As many failures from one generation are taken for the generation's fault. */
    public static final int TOO_MANY = 2;

    static final FailedRestarts NONE = new FailedRestarts();

    private static final String FILE = "failures";

    private final Map<Integer, Set<Integer>> attempts = new HashMap<>();

    private FailedRestarts() {}

    /** Reads what was noted in a folder of generations. */
    public static FailedRestarts read(Path folder) throws IOException {
        FailedRestarts failed = new FailedRestarts();
        String text = text(folder);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            failed.add(line.split(" "));
        }
        return failed;
    }

    /** Notes one, durably; nothing happens if the folder is gone. */
    public static void note(Path folder, int generation, int attempt) throws IOException {
        if (Files.isDirectory(folder)) {
            String whole = text(folder);
            String line = generation + " " + attempt + "\n";
            String separator = whole.isEmpty() || whole.endsWith("\n") ? "" : "\n";
            DurableFiles.replace(folder.resolve(FILE), (whole + separator + line).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Returns whether a generation is not to be offered again.
     *
     * @param firstAttempt failures of attempts before it are forgiven: somebody has chosen the generation since
     */
    boolean tooMany(Generation generation, int firstAttempt) {
        int failures = 0;
        for (int attempt : attempts.getOrDefault(generation.number(), Set.of())) {
            failures += attempt >= firstAttempt ? 1 : 0;
        }
        return failures >= TOO_MANY;
    }

    private void add(String[] words) {
        try {
            if (words.length == 2) {
                int attempt = Integer.parseInt(words[1]);
                attempts.computeIfAbsent(Integer.valueOf(words[0]), number -> new HashSet<>())
                        .add(attempt);
            }
        } catch (NumberFormatException e) {
            // what a crash left half written says nothing
        }
    }

    private static String text(Path folder) throws IOException {
        try {
            return new String(Files.readAllBytes(folder.resolve(FILE)), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return "";
        }
    }
}
