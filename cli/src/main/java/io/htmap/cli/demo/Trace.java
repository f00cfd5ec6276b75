package io.htmap.cli.demo;

import io.htmap.HtmapException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the counter wrote down of itself, outside its working directory.
 *
 * @param starts the starts by attempt
 * @param completed the steps that each attempt completed, in order, by attempt
 */
record Trace(NavigableMap<Integer, Start> starts, NavigableMap<Integer, List<Integer>> completed) {
    /**
     * The start of the counter in an attempt. On HTCondor, an attempt starts it again after each commit.
     *
     * @param pid of its process, the last one
     * @param step that it found saved first; 0 if it started from scratch
     */
    record Start(long pid, int step) {}

    /** Reads what there is so far; a file that is not there is an empty trace. */
    static Trace read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return parse("");
        } catch (IOException e) {
            throw new HtmapException("cannot read the trace " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads what was traced on the standard output, because the node did not see the file. */
    static Trace of(List<Transcript> transcripts) {
        return parse(transcripts.stream()
                .flatMap(transcript -> transcript.traced().stream())
                .map(line -> line + "\n")
                .collect(Collectors.joining()));
    }

    boolean isEmpty() {
        return starts.isEmpty();
    }

    /** A last line that is cut off, because it is being written or its writer was killed, does not count. */
    static Trace parse(String text) {
        Trace trace = new Trace(new TreeMap<>(), new TreeMap<>());
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(trace::add);
        return trace;
    }

    private void add(String line) {
        String[] words = line.split(" ");
        int attempt = Integer.parseInt(words[1]);
        int step = Integer.parseInt(words[3]);
        if (words[0].equals("started")) {
            Start start = new Start(Long.parseLong(words[2]), step);
            starts.merge(attempt, start, (first, again) -> new Start(again.pid(), first.step()));
        } else {
            completed.computeIfAbsent(attempt, key -> new ArrayList<>()).add(step);
        }
    }

    /** Returns the steps that an attempt completed. */
    List<Integer> completed(int attempt) {
        return completed.getOrDefault(attempt, List.of());
    }

    /** Returns how an attempt started, if it did. */
    Optional<Start> start(int attempt) {
        return Optional.ofNullable(starts.get(attempt));
    }
}
