package io.htmap.examples;

import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counts, a step a second, and saves after each step how far it is. {@code htmap demo} maps it, evicts it, and shows
 * that it goes on where it was.
 *
 * <p>Beside that it writes into a trace what it does, for the demo to check its account against. The trace lies outside
 * the working directory: it is not part of what is saved and restored, and a function of yours has no use for one. On a
 * node that does not see the place of the trace, its lines go to the standard output.
 */
public final class Counter {
    private Counter() {}

    /**
     * What to count.
     *
     * @param steps how many steps, of one second each
     * @param trace file that gets a line for each start and each step; a file {@code .kill} beside it kills the process
     */
    public record Job(int steps, String trace) implements Serializable {
        /** Returns the file whose appearance kills the process. */
        public Path killRequest() {
            return Path.of(trace + ".kill");
        }
    }

    /** What stands before a line of the trace in the standard output. */
    public static final String TRACE = "trace: ";

    /**
     * Returns {@link #count} as a function to map. The class that makes a method reference travels with it: for one made
     * here, this one is enough.
     */
    public static MapFunction<Job, Boolean> function() {
        return Counter::count;
    }

    /** Counts to the end; returns true. */
    public static boolean count(Job job) throws Exception {
        Path saved = Path.of("checkpoint");
        int step;
        try {
            step = Integer.parseInt(Files.readString(saved));
            System.out.println("loaded checkpoint!");
        } catch (NoSuchFileException e) {
            step = 0;
            System.out.println("starting from scratch");
        }
        trace(job, "started", step);
        if (Files.exists(Path.of(job.trace()))) KillRequest.obey(job.killRequest());
        while (true) {
            Thread.sleep(1000);
            step++;
            trace(job, "completed", step);
            System.out.println("completed step " + step);
            if (step >= job.steps()) break;
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved); // important!
        }
        return true;
    }

    private static void trace(Job job, String event, int step) {
        String line = event + " " + Component.attempt() + " "
                + ProcessHandle.current().pid() + " " + step + "\n";
        try {
            Files.writeString(Path.of(job.trace()), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException notSeenFromHere) {
            System.out.print(TRACE + line);
        }
    }
}
