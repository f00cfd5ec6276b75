package io.htmap.examples;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The loop of {@link PlainLoop}, written so that it does not care where it starts: after an eviction it goes on. */
public final class CheckpointingLoop {
    private static final Path SAVED = Path.of("checkpoint");
    private static final int STEPS_BETWEEN = 2;

    private CheckpointingLoop() {}

    /** How far the function is. */
    private record Progress(int step, double population) {
        static Progress load() throws IOException {
            String[] words = Files.readString(SAVED).split(" ");
            return new Progress(Integer.parseInt(words[0]), Double.parseDouble(words[1]));
        }

        void save() throws IOException {
            Files.writeString(SAVED, step + " " + population);
            Component.checkpoint(SAVED); // important!
        }
    }

    /** Returns the population after the last step. */
    public static double simulate(Simulation simulation) throws Exception {
        Progress now;
        try {
            now = Progress.load();
            System.out.println("loaded checkpoint!");
        } catch (NoSuchFileException e) {
            now = new Progress(0, simulation.start());
            System.out.println("starting from scratch");
        }
        while (now.step() < simulation.steps()) {
            now = new Progress(now.step() + 1, simulation.evolve(now.population()));
            System.out.println("completed step " + now.step());
            if (now.step() % STEPS_BETWEEN == 0) {
                now.save();
            }
        }
        return now.population();
    }

    /** Maps it, evicts it once, and prints the result and what its attempts wrote. */
    public static void main(String[] args) throws Exception {
        try (Htmap htmap = Htmap.open()) {
            Simulation simulation = new Simulation(0.5, 20, Duration.ofMillis(500));
            ComponentMap<Simulation, Double> map =
                    htmap.map("checkpointing-loop", CheckpointingLoop::simulate, List.of(simulation));
            map.awaitRunning(0);
            Thread.sleep(3000);
            map.vacate();
            System.out.println(map.get(0));
            System.out.print(map.stdout(0));
            map.remove();
        }
    }
}
