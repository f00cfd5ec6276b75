package io.htmap.testing;

import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Trace.What;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A function of so many steps that saves after each one. Its result depends on every step and on their order, so a step
 * that was left out or done twice over makes another result.
 *
 * @param gate holds up its steps
 * @param stepMillis how long a step takes at least
 * @param trace is told all that it does
 * @param saves whether it calls {@code Component.checkpoint}; without, it only believes to
 */
public record Counter(Gate gate, long stepMillis, Trace trace, boolean saves) implements MapFunction<Integer, Long> {
    private static final Path SAVED = Path.of("saved");

    /** A counter with gate and trace in a folder. */
    public static Counter in(Path folder, boolean saves) {
        return new Counter(Gate.in(folder), 0, Trace.in(folder), saves);
    }

    @Override
    public Long apply(Integer steps) throws Exception {
        try (FileChannel alone = FileChannel.open(
                Path.of(trace.file() + ".lock." + Component.index()),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            if (alone.tryLock() == null) {
                say(What.TWICE, 0);
            }
            return count(steps);
        }
    }

    private long count(int steps) throws Exception {
        long[] saved = restored();
        int step = (int) saved[0];
        long value = saved[1];
        System.out.println(step == 0 ? "starting from scratch" : "loaded checkpoint at step " + step);
        say(What.STARTED, step);
        while (step < steps) {
            gate.await(step + 1);
            step++;
            say(What.BEGUN, step);
            Thread.sleep(stepMillis);
            value = after(value, step);
            System.out.println("completed step " + step);
            System.err.println("warning at step " + step);
            Files.writeString(SAVED, step + " " + value);
            if (saves) {
                Component.checkpoint(SAVED);
            }
            say(What.SAVED, step);
        }
        return value;
    }

    /** Returns the right result. */
    public static long result(int steps) {
        long value = 0;
        for (int step = 1; step <= steps; step++) {
            value = after(value, step);
        }
        return value;
    }

    private static long after(long value, int step) {
        return value * 31 + step;
    }

    private static long[] restored() throws IOException {
        try {
            String[] words = Files.readString(SAVED).split(" ");
            return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
        } catch (NoSuchFileException first) {
            return new long[] {0, 0};
        }
    }

    private void say(What what, int step) throws IOException {
        trace.add(Component.index(), Component.attempt(), what, step);
    }
}
