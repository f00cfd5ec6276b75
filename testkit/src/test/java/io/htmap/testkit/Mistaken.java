package io.htmap.testkit;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The usual mistakes, one in each function. */
final class Mistaken {
    private static long total;

    private Mistaken() {}

    record Count(int step, long sum) implements Serializable {
        static final Count NONE = new Count(0, 0);

        Count plus(long more) {
            return new Count(step + 1, sum + more);
        }
    }

    /** The list is made for the state that was there before the restored one. */
    static List<Integer> readsAfterUse(int steps) throws IOException {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);
        int step = 0;
        List<Integer> squares = new ArrayList<>();
        for (int i = 0; i < step; i++) {
            squares.add(i * i);
        }
        step = checkpoint.restore().orElse(0);
        while (step < steps) {
            squares.add(step * step);
            step++;
            checkpoint.offer(step);
        }
        return squares;
    }

    /** The sum is new and the step is old when they are saved. */
    static long savesBeforeUpdate(int steps) throws IOException {
        Path saved = Path.of("saved");
        int step = 0;
        long sum = 0;
        if (Files.exists(saved)) {
            String[] words = Files.readString(saved).split(" ");
            step = Integer.parseInt(words[0]);
            sum = Long.parseLong(words[1]);
        }
        while (step < steps) {
            sum += step;
            Files.writeString(saved, step + " " + sum);
            Component.checkpoint(saved);
            step++;
        }
        return sum;
    }

    /** Stops when the time of day that it saved is over. */
    static long hasDeadline(int steps) throws Exception {
        record Timed(int step, long until) implements Serializable {}
        return Resumable.from(() -> new Timed(0, System.currentTimeMillis() + 60_000))
                .until(state -> state.step() == steps || System.currentTimeMillis() > state.until())
                .evolve(state -> new Timed(state.step() + 1, state.until()))
                .step();
    }

    static String namesItsDay(int steps) throws Exception {
        Count count = Resumable.from(() -> Count.NONE)
                .until(state -> state.step() == steps)
                .evolve(state -> state.plus(1));
        return count.sum() + " on " + LocalDate.now();
    }

    static long asksTheClock(int steps) throws Exception {
        return Resumable.from(() -> Count.NONE)
                .until(state -> state.step() == steps)
                .evolve(state -> state.plus(System.nanoTime()))
                .sum();
    }

    static long countsInStaticField(int steps) throws Exception {
        Resumable.from(() -> Count.NONE).until(state -> state.step() == steps).evolve(state -> {
            total += state.step();
            return state.plus(0);
        });
        return total;
    }

    static long drawsOutsideState(int steps) throws Exception {
        Random random = new Random(42);
        return Resumable.from(() -> Count.NONE)
                .until(state -> state.step() == steps)
                .evolve(state -> state.plus(random.nextInt(1000)))
                .sum();
    }

    /** Adds lines to a file outside its working directory. */
    static long writesInPlace(String file) throws Exception {
        return Resumable.from(() -> Count.NONE)
                .until(state -> state.step() == 4)
                .evolve(state -> {
                    Files.writeString(
                            Path.of(file),
                            "step " + state.step() + "\n",
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                    return state.plus(1);
                })
                .sum();
    }

    /** Adds its result to a table when all is done. */
    static long addsItsResult(String file) throws Exception {
        long sum = Resumable.from(() -> Count.NONE)
                .until(state -> state.step() == 2)
                .evolve(state -> state.plus(2))
                .sum();
        Files.writeString(Path.of(file), sum + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return sum;
    }

    /** Makes a file a step in a folder outside, by renaming, with a number that counts what is there. */
    static long movesInPlace(String folder) throws Exception {
        return Resumable.from(() -> Count.NONE)
                .until(state -> state.step() == 4)
                .evolve(state -> {
                    int there = Path.of(folder).toFile().list().length;
                    Path made = Files.writeString(Path.of("made"), "step");
                    Files.move(made, Path.of(folder, "part-" + there));
                    return state.plus(1);
                })
                .sum();
    }

    static int savesNothing(int steps) throws IOException {
        Files.writeString(Path.of("checkpoint"), "forgotten to hand over");
        return steps;
    }

    static int hasBeenThere(String mark) throws IOException {
        Path saved = Path.of("checkpoint");
        if (!Files.exists(Path.of(mark))) {
            Files.writeString(saved, "half");
            Component.checkpoint(saved);
            Files.createFile(Path.of(mark));
        }
        return 1;
    }

    static int neverReads(int steps) throws IOException {
        Path saved = Path.of("checkpoint");
        for (int step = 1; step <= steps; step++) {
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);
        }
        return steps;
    }

    /** Steps over its end when it is started at it. */
    static int oversteps(int steps) throws IOException {
        Path saved = Path.of("checkpoint");
        int step = Files.exists(saved) ? Integer.parseInt(Files.readString(saved)) : 0;
        do {
            step++;
            if (step > steps) {
                throw new IllegalStateException("step " + step + " of " + steps);
            }
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);
        } while (step != steps);
        return step;
    }

    /** Notes in a file outside how far it is, and cannot go back behind that. */
    static int cannotGoBack(String file) throws IOException {
        Path mark = Path.of(file);
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);
        int step = checkpoint.restore().orElse(0);
        if (Files.exists(mark) && step < Integer.parseInt(Files.readString(mark))) {
            throw new IllegalStateException("there is nothing for step " + step + " any more");
        }
        while (step < 3) {
            Files.writeString(mark, Integer.toString(step));
            step++;
            checkpoint.save(step);
        }
        return step;
    }

    /** On HTCondor the first attempt may begin more than once. */
    static int looksAtItsAttempt(int steps) throws IOException {
        Path saved = Path.of("checkpoint");
        int step = Component.attempt() == 1 || !Files.exists(saved) ? 0 : Integer.parseInt(Files.readString(saved));
        while (step < steps) {
            step++;
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);
        }
        return step;
    }

    /** Returns what it has when its node is wanted back. */
    static int returnsEarly(int steps) throws IOException {
        Path saved = Path.of("checkpoint");
        int step = Files.exists(saved) ? Integer.parseInt(Files.readString(saved)) : 0;
        while (step < steps && !Component.evictionRequested()) {
            step++;
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);
        }
        return step;
    }

    /** Begins elsewhere when it has lost its node twice. */
    static int goesByAttempt(int steps) throws IOException {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);
        int step = Component.attempt() <= 2 ? checkpoint.restore().orElse(0) : 1000;
        while (step < steps) {
            step++;
            checkpoint.save(step);
        }
        return step;
    }

    /** Fails where a file of its own is there already, which no run but the first one sees. */
    static int copiesOnce(String folder) throws IOException {
        Path product = Files.writeString(Path.of("product"), "value");
        Files.copy(product, Path.of(folder, "product"));
        return 1;
    }

    /** Refuses to go on after a day. */
    static int refusesAfterADay(long begin) {
        if (System.currentTimeMillis() > begin + 86_400_000L) {
            throw new IllegalStateException("too late");
        }
        return 1;
    }

    static int failsAlone(int steps) {
        throw new IllegalStateException("no step of " + steps);
    }
}
