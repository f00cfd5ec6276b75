package io.htmap.testkit;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Functions that resume. */
final class Correct {
    private Correct() {}

    record State(int step, long value, Random random) implements Serializable {
        static State first() {
            return new State(0, 1, new Random(7));
        }

        State next() {
            return new State(step + 1, value * 31 + random.nextInt(100), random);
        }
    }

    /** The page's counter, with plain files. */
    static String counter(int steps) throws IOException {
        Path saved = Path.of("checkpoint");
        int step = 0;
        long sum = 0;
        try {
            String[] words = Files.readString(saved).split(" ");
            step = Integer.parseInt(words[0]);
            sum = Long.parseLong(words[1]);
        } catch (NoSuchFileException e) {
            System.out.println("starting from scratch");
        }
        while (step < steps) {
            step++;
            sum += (long) step * step;
            if (step < steps) {
                Files.writeString(saved, step + " " + sum);
                Component.checkpoint(saved);
            }
        }
        return "sum " + sum;
    }

    static long fold(int steps) throws Exception {
        return Resumable.from(State::first)
                .until(state -> state.step() == steps)
                .evolve(State::next)
                .value();
    }

    static List<Integer> walk(int steps) throws Exception {
        return Resumable.walk(IntStream.rangeClosed(1, steps).boxed().toList(), item -> item * item);
    }

    record Fit(String model, double[] params) implements Serializable {}

    /** Returns records that hold arrays, and one text that they share until they are restored. */
    static List<Fit> fits(int steps) throws Exception {
        return Resumable.walk(
                IntStream.rangeClosed(1, steps).boxed().toList(), item -> new Fit("gauss", new double[] {item, 0.5}));
    }

    /** Writes a file a step into a folder outside, under another name first. */
    static long renames(String folder) throws Exception {
        return Resumable.from(State::first)
                .until(state -> state.step() == 2)
                .evolve(state -> {
                    Path written = Files.writeString(Path.of(folder, "part.new"), "step");
                    Thread.sleep(200);
                    Files.move(written, Path.of(folder, "part-" + state.step()), StandardCopyOption.REPLACE_EXISTING);
                    return state.next();
                })
                .value();
    }

    /** Keeps a file beside its state, takes some time, and returns arrays, which are not equal. */
    static List<int[]> ownLoop(int steps) throws Exception {
        Path log = Path.of("log");
        Checkpoint<State> checkpoint = Checkpoint.of(State.class).and(log);
        State state = checkpoint.restore().orElseGet(State::first);
        List<String> lines = new ArrayList<>(Files.exists(log) ? Files.readAllLines(log) : List.of());
        while (state.step() < steps) {
            Thread.sleep(20);
            state = state.next();
            lines.add("step " + state.step());
            Files.write(log, lines);
            checkpoint.offer(state);
        }
        return List.of(new int[] {lines.size(), (int) state.value()}, new int[0]);
    }
}
