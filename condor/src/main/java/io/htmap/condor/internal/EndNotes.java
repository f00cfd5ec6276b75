package io.htmap.condor.internal;

import io.htmap.internal.attempt.EndNote;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what nodes noted of the ends of attempts in a component's state: see run.sh. */
final class EndNotes {
    private EndNotes() {}

    /** Returns the notes by the log's numbers of the attempts. */
    static Map<Integer, EndNote> of(Path state, AttemptNumbers numbers) throws IOException {
        return read(state, numbers, "ends");
    }

    /** As {@link #of}; of an attempt that noted no end, that of its last commit. It may go on yet. */
    static Map<Integer, EndNote> withCommits(Path state, AttemptNumbers numbers) throws IOException {
        Map<Integer, EndNote> notes = read(state, numbers, "committed");
        notes.putAll(of(state, numbers));
        return notes;
    }

    private static Map<Integer, EndNote> read(Path state, AttemptNumbers numbers, String file) throws IOException {
        Map<Integer, EndNote> notes = new TreeMap<>();
        Map<Integer, Integer> logged = logged(state, numbers);
        for (String line : lines(state.resolve(file))) {
            try {
                EndNote note = EndNote.parse(line);
                int attempt = logged.getOrDefault(note.attempt(), note.attempt());
                notes.put(attempt, new EndNote(attempt, note.exit(), note.marks()));
            } catch (DamagedRecordException torn) {
                // the attempt is then one of which nobody knows how it ended
                continue;
            }
        }
        return notes;
    }

    /** Returns the log's numbers of attempts by the node's. */
    static Map<Integer, Integer> logged(Path state, AttemptNumbers numbers) throws IOException {
        Map<Integer, Integer> logged = new TreeMap<>();
        for (String line : lines(state.resolve("starts"))) {
            if (AttemptNumbers.isNoted(line)) {
                logged.put(Integer.valueOf(line.split(" ")[0]), numbers.number(line));
            }
        }
        return logged;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
