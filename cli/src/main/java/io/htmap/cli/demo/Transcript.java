package io.htmap.cli.demo;

import io.htmap.examples.Counter;
import java.util.List;

/**
 * The standard output of one attempt of the counter.
 *
 * @param lines what it printed, line by line
 */
record Transcript(List<String> lines) {
    private static final String STEP = "completed step ";

    static Transcript of(String text) {
        return new Transcript(text.lines().toList());
    }

    boolean isFromScratch() {
        return lines.contains("starting from scratch");
    }

    boolean isFromCheckpoint() {
        return lines.contains("loaded checkpoint!");
    }

    /** Returns the lines of the trace in it. */
    List<String> traced() {
        return lines.stream()
                .filter(line -> line.startsWith(Counter.TRACE))
                .map(line -> line.substring(Counter.TRACE.length()))
                .toList();
    }

    /** Returns the steps that it says to have completed. */
    List<Integer> completed() {
        return lines.stream()
                .filter(line -> line.matches(STEP + "\\d+"))
                .map(line -> Integer.valueOf(line.substring(STEP.length())))
                .toList();
    }
}
