package io.htmap.examples;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.Component;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Saves when some time has passed since the last time, however long a step takes. An hour is a good interval. */
public final class TimedCheckpoints {
    private TimedCheckpoints() {}

    /**
     * What to compute, and how often to save.
     *
     * @param simulation what to compute
     * @param interval time between two checkpoints; at most so much work is lost, and one step
     */
    public record Job(Simulation simulation, Duration interval) implements Serializable {}

    /** Returns the population after the last step. */
    public static double simulate(Job job) throws Exception {
        Path saved = Path.of("checkpoint");
        long latestCheckpointAt = System.nanoTime();
        int step;
        double population;
        try {
            String[] words = Files.readString(saved).split(" ");
            step = Integer.parseInt(words[0]);
            population = Double.parseDouble(words[1]);
            System.out.println("loaded checkpoint!");
        } catch (NoSuchFileException e) {
            step = 0;
            population = job.simulation().start();
            System.out.println("starting from scratch");
        }
        while (step < job.simulation().steps()) {
            population = job.simulation().evolve(population);
            step++;
            System.out.println("completed step " + step);
            if (System.nanoTime() - latestCheckpointAt > job.interval().toNanos()) {
                Files.writeString(saved, step + " " + population);
                Component.checkpoint(saved); // important!
                latestCheckpointAt = System.nanoTime();
                System.out.println("saved step " + step);
            }
        }
        return population;
    }

    /** Maps it, evicts it once, and prints the result and what its attempts wrote. */
    public static void main(String[] args) throws Exception {
        try (Htmap htmap = Htmap.open()) {
            Job job = new Job(new Simulation(0.5, 20, Duration.ofMillis(500)), Duration.ofSeconds(2));
            ComponentMap<Job, Double> map = htmap.map("timed-checkpoints", TimedCheckpoints::simulate, List.of(job));
            map.awaitRunning(0);
            Thread.sleep(5000);
            map.vacate();
            System.out.println(map.get(0));
            System.out.print(map.stdout(0));
            map.remove();
        }
    }
}
