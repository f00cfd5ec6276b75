package io.htmap.bench.losses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A line of what a component told of itself, in a file that outlives its processes.
 *
 * @param what happened
 * @param attempt in which
 * @param step how many steps were done by then
 * @param nanos when, by the clock of the machine, which all processes share
 * @param intervalNanos between saves, as the policy had it then
 * @param costNanos of a save, as the policy had it then
 */
record Mark(What what, int attempt, int step, long nanos, long intervalNanos, long costNanos) {
    /** What may happen. */
    enum What {
        STARTED,
        BEGUN,
        DONE,
        SAVED,
        KILLED
    }

    void addTo(Path file) throws IOException {
        String line = what + " " + attempt + " " + step + " " + nanos + " " + intervalNanos + " " + costNanos + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Returns those of a file; none if there is none yet. */
    static List<Mark> in(Path file) throws IOException {
        try {
            return Files.readAllLines(file).stream().map(Mark::of).toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static Mark of(String line) {
        String[] words = line.split(" ");
        return new Mark(
                What.valueOf(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]));
    }
}
