package io.htmap.testkit.blind;

import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Functions that resume rightly in ways that look suspicious; their author had not read the checker. */
final class Correct {
    private Correct() {}

    record Walker(int step, Random random, List<Double> path) implements Serializable {
        Walker next() throws InterruptedException {
            Faulty.work();
            path.add(random.nextGaussian() + (random.nextBoolean() ? path.size() : 0));
            return new Walker(step + 1, random, path);
        }
    }

    /** The generator is part of the state, with the half of a pair of Gaussian numbers that it keeps back. */
    static List<Double> walker(int steps) throws Exception {
        return Resumable.from(() -> new Walker(0, new Random(7), new ArrayList<>()))
                .until(walker -> walker.step() == steps)
                .saving(SavePolicy.everySteps(3))
                .evolve(Walker::next)
                .path();
    }

    /** Temporary files, in the system's folder and in the working directory, are made anew in each batch. */
    static double batches(int count) throws Exception {
        Path saved = Path.of("sum");
        int batch = 0;
        double sum = 0;
        if (Files.exists(saved)) {
            batch = Integer.parseInt(Faulty.words(saved)[0]);
            sum = Double.parseDouble(Faulty.words(saved)[1]);
        }
        while (batch < count) {
            Path numbers = Files.createTempFile("batch", ".txt");
            Path scratch = Path.of("scratch");
            Files.writeString(numbers, Double.toString(Math.sin(batch)));
            Faulty.work();
            Files.writeString(scratch, batch + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            sum += Double.parseDouble(Files.readString(numbers));
            Files.delete(numbers);
            batch++;
            Files.writeString(saved, batch + " " + sum);
            Component.checkpoint(saved);
        }
        return sum;
    }

    /** A user's file is appended to, but cut to the length that was saved; two files are saved at odd steps. */
    static double trajectory(String output) throws Exception {
        Path state = Path.of("state");
        Path length = Path.of("length");
        int step = 0;
        double x = 1;
        long written = 0;
        if (Files.exists(state)) {
            step = Integer.parseInt(Faulty.words(state)[0]);
            x = Double.parseDouble(Faulty.words(state)[1]);
            written = Long.parseLong(Files.readString(length));
        }
        try (FileChannel lines =
                FileChannel.open(Path.of(output), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lines.truncate(written).position(written);
            while (step < 11) {
                Faulty.work();
                x = 3.7 * x * (1.2 - x) - 0.1;
                step++;
                writeFully(lines, ByteBuffer.wrap((step + " " + x + "\n").getBytes("UTF-8")));
                if (Set.of(1, 2, 5, 9).contains(step)) {
                    Files.writeString(state, step + " " + x);
                    Files.writeString(length, Long.toString(lines.position()));
                    Component.checkpoint(state, length);
                }
            }
        }
        return x;
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) channel.write(bytes);
    }

    private static final Map<Integer, Double> TARGETS = new ConcurrentHashMap<>();

    /** Folds of unequal lengths inside a walk, one more behind it, and a static cache of what is always the same. */
    static double roots(List<Integer> squares) throws Exception {
        List<Double> roots = Resumable.walk(squares, square -> {
            double target = TARGETS.computeIfAbsent(square, Integer::doubleValue);
            return Resumable.from(() -> target)
                    .until(root -> Math.abs(root * root - target) < 0.5)
                    .evolve(root -> {
                        Faulty.work();
                        return (root + target / root) / 2;
                    });
        });
        return Resumable.from(() -> new double[2])
                .until(sum -> sum[0] == roots.size())
                .evolve(sum -> {
                    sum[1] += roots.get((int) sum[0]);
                    sum[0]++;
                    return sum;
                })[1];
    }

    /** A folder of 1.2 MB is saved when time has passed or the node is wanted back; it ends early. */
    static double relaxation(int cells) throws Exception {
        Path folder = Path.of("lattice");
        Path values = folder.resolve("values");
        Path counter = folder.resolve("step");
        double[] lattice = new double[cells];
        int step = 0;
        if (Files.exists(folder)) {
            ByteBuffer.wrap(Files.readAllBytes(values)).asDoubleBuffer().get(lattice);
            step = Integer.parseInt(Files.readString(counter));
        } else {
            Files.createDirectory(folder);
            for (int i = 0; i < cells; i++) lattice[i] = i % 10;
        }
        long savedAt = System.nanoTime();
        while (step < 50 && Math.abs(lattice[cells / 2] - lattice[cells / 2 + 1]) > 1e-3) {
            Faulty.work();
            for (int i = 0; i < cells; i++) lattice[i] = 0.4 * lattice[i] + 1;
            step++;
            boolean wanted = Component.evictionRequested();
            if (wanted || System.nanoTime() - savedAt > 6_000_000) {
                ByteBuffer bytes = ByteBuffer.allocate(8 * cells);
                bytes.asDoubleBuffer().put(lattice);
                Files.write(values, bytes.array());
                Files.writeString(counter, Integer.toString(step));
                Component.checkpoint(folder);
                savedAt = System.nanoTime();
                if (wanted) Component.leave();
            }
        }
        return lattice[0] + 100 * step;
    }
}
