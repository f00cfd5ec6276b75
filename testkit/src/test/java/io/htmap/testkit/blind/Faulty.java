package io.htmap.testkit.blind;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Functions that do not resume rightly; each was written by somebody who had not read the checker. */
final class Faulty {
    private Faulty() {}

    static void work() throws InterruptedException {
        Thread.sleep(3);
    }

    static String[] words(Path file) throws IOException {
        return Files.readString(file).split(" ");
    }

    /** Winds a generator forward by two numbers a step, but a downhill step draws only one. */
    static double metropolis(int sweeps) throws Exception {
        Path saved = Path.of("chain");
        Random random = new Random(42);
        int sweep = 0;
        double position = 3;
        double sum = 0;
        if (Files.exists(saved)) {
            String[] words = words(saved);
            sweep = Integer.parseInt(words[0]);
            position = Double.parseDouble(words[1]);
            sum = Double.parseDouble(words[2]);
            for (int i = 0; i < sweep; i++) {
                random.nextGaussian();
                random.nextDouble();
            }
        }
        while (sweep < sweeps) {
            work();
            double proposed = position + random.nextGaussian();
            double rise = proposed * proposed - position * position;
            if (rise <= 0 || random.nextDouble() < Math.exp(-rise)) position = proposed;
            sum += position;
            sweep++;
            if (sweep % 2 == 0) {
                Files.writeString(saved, sweep + " " + position + " " + sum);
                Component.checkpoint(saved);
            }
        }
        return sum / sweeps;
    }

    /** Both files are named, but the second is written after the call: it is that of the step before. */
    static double orbit(int steps) throws Exception {
        Path positions = Path.of("positions");
        Path velocities = Path.of("velocities");
        int step = 0;
        double x = 1;
        double v = 0;
        if (Files.exists(positions)) {
            step = Integer.parseInt(words(positions)[0]);
            x = Double.parseDouble(words(positions)[1]);
            v = Double.parseDouble(Files.readString(velocities));
        } else {
            Files.writeString(velocities, Double.toString(v));
        }
        while (step < steps) {
            work();
            v -= 0.1 * x;
            x += 0.1 * v;
            step++;
            Files.writeString(positions, step + " " + x);
            Component.checkpoint(positions, velocities);
            Files.writeString(velocities, Double.toString(v));
        }
        return x;
    }

    /** Appends a line a step to a file of the user's: a step that is done again stands there twice. */
    static int table(String output) throws Exception {
        return Resumable.from(() -> 0).until(line -> line == 8).evolve(line -> {
            work();
            Files.writeString(
                    Path.of(output),
                    line + "," + Math.sqrt(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return line + 1;
        });
    }

    static final class Campaign implements Serializable {
        private static final long serialVersionUID = 1;
        int round;
        double budget = 100;
        double best = 1;
    }

    /** Takes the price of a round off the budget before the round's own fold begins. */
    static double campaign(int rounds) throws Exception {
        return Resumable.from(Campaign::new)
                .until(campaign -> campaign.round == rounds)
                .evolve(campaign -> {
                    campaign.budget -= 7 + campaign.round;
                    double share = campaign.budget / rounds;
                    campaign.best += Resumable.from(() -> new double[] {0, share})
                            .until(inner -> inner[0] == 3)
                            .evolve(inner -> {
                                work();
                                return new double[] {inner[0] + 1, Math.sqrt(inner[1] + inner[0])};
                            })[1];
                    campaign.round++;
                    return campaign;
                })
                .best;
    }

    static final class Rod {
        int step;
        double heat = 10;

        synchronized void save() {
            try {
                Path saved = Path.of("rod");
                Files.writeString(saved, step + " " + heat);
                Component.checkpoint(saved);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Saves at an eviction from another thread, when a step may be half done: its heat is new, its number old. */
    static double cooling(int steps) throws Exception {
        Rod rod = new Rod();
        if (Files.exists(Path.of("rod"))) {
            rod.step = Integer.parseInt(words(Path.of("rod"))[0]);
            rod.heat = Double.parseDouble(words(Path.of("rod"))[1]);
        }
        Component.onEviction(rod::save);
        while (rod.step < steps) {
            rod.heat = rod.heat * 0.9 + 0.3;
            work();
            rod.step++;
            if (rod.step % 3 == 0) rod.save();
        }
        return rod.heat;
    }

    static final class Particle implements Serializable {
        private static final long serialVersionUID = 1;
        final double mass;
        double x;

        Particle(double mass) {
            this.mass = mass;
        }
    }

    record Swarm(int step, Set<Particle> particles) implements Serializable {
        static Swarm first() {
            Set<Particle> particles = new HashSet<>();
            for (int i = 1; i <= 12; i++) particles.add(new Particle(i));
            return new Swarm(0, particles);
        }

        Swarm next() throws InterruptedException {
            work();
            double pull = 0;
            for (Particle particle : particles) {
                pull = pull * 0.5 + particle.mass;
                particle.x += pull;
            }
            return new Swarm(step + 1, particles);
        }
    }

    /** Goes through a set of objects without hashCode: once it is read again, its order is another one. */
    static double swarm(int steps) throws Exception {
        double moment = 0;
        Set<Particle> particles = Resumable.from(Swarm::first)
                .until(swarm -> swarm.step() == steps)
                .evolve(Swarm::next)
                .particles();
        for (double mass = 1; mass <= 12; mass++) {
            for (Particle particle : particles) {
                if (particle.mass == mass) moment += mass * particle.x;
            }
        }
        return moment;
    }

    static final class Drift implements Serializable {
        private static final long serialVersionUID = 1;
        int step;
        double value = 2;
        private transient double[] baseline;

        Drift next() throws InterruptedException {
            work();
            if (baseline == null) baseline = new double[] {value, Math.log(value)};
            value += 0.1 * baseline[0] + 0.01 * baseline[1];
            step++;
            return this;
        }
    }

    /** A transient table is made anew from the value of now, not from the first one. */
    static double drift(int steps) throws Exception {
        return Resumable.from(Drift::new).until(drift -> drift.step == steps).evolve(Drift::next).value;
    }

    /** Goes on in the midst of the inner loop, but begins that of each later chain there too. */
    static double chains(int count) throws Exception {
        Path saved = Path.of("chains");
        int firstChain = 0;
        int firstSweep = 0;
        double energy = 1;
        if (Files.exists(saved)) {
            String[] words = words(saved);
            firstChain = Integer.parseInt(words[0]);
            firstSweep = Integer.parseInt(words[1]);
            energy = Double.parseDouble(words[2]);
        }
        for (int chain = firstChain; chain < count; chain++) {
            for (int sweep = firstSweep; sweep < 4; sweep++) {
                work();
                energy = Math.cos(energy) + chain + 0.1 * sweep;
                Files.writeString(saved, chain + " " + (sweep + 1) + " " + energy);
                Component.checkpoint(saved);
            }
        }
        return energy;
    }

    record Detector(int step, double signal, double gain, LocalDateTime calibrated) implements Serializable {
        Detector next(LocalDateTime now) {
            boolean stale = Duration.between(calibrated, now).toHours() >= 12;
            double used = stale ? 1 : gain;
            return new Detector(step + 1, signal + used * step, used * 0.99, stale ? now : calibrated);
        }
    }

    /** Calibrates anew when the last time is half a day ago: the wait in the queue counts. */
    static double detector(int steps) throws Exception {
        Checkpoint<Detector> checkpoint = Checkpoint.of(Detector.class);
        Detector detector = checkpoint.restore().orElseGet(() -> new Detector(0, 0, 1, LocalDateTime.now()));
        while (detector.step() < steps) {
            work();
            detector = detector.next(LocalDateTime.now());
            checkpoint.offer(detector);
        }
        return detector.signal();
    }

    record Total(int done, double sum) implements Serializable {}

    /** Takes each item off a list in a file of the user's before it is done: one that was lost is never done. */
    static double worklist(String list) throws Exception {
        Path file = Path.of(list);
        Checkpoint<Total> checkpoint = Checkpoint.of(Total.class);
        Total total = checkpoint.restore().orElse(new Total(0, 0));
        for (List<String> left = Files.readAllLines(file); !left.isEmpty(); left = Files.readAllLines(file)) {
            Files.write(file, left.subList(1, left.size()));
            work();
            total = new Total(total.done() + 1, total.sum() + Double.parseDouble(left.get(0)));
            checkpoint.save(total);
        }
        return total.sum();
    }
}
