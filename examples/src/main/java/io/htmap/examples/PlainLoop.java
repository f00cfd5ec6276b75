package io.htmap.examples;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import java.time.Duration;
import java.util.List;

/** A loop that saves nothing: after an eviction it starts from scratch. The result is right, the work is done twice. */
public final class PlainLoop {
    private PlainLoop() {}

    /** Returns the population after the last step. */
    public static double simulate(Simulation simulation) throws Exception {
        double population = simulation.start();
        for (int step = 0; step < simulation.steps(); step++) {
            population = simulation.evolve(population);
            System.out.println("completed step " + (step + 1));
        }
        return population;
    }

    /** Maps it, evicts it once, and prints the result and what its attempts wrote. */
    public static void main(String[] args) throws Exception {
        try (Htmap htmap = Htmap.open()) {
            Simulation simulation = new Simulation(0.5, 20, Duration.ofMillis(500));
            ComponentMap<Simulation, Double> map = htmap.map("plain-loop", PlainLoop::simulate, List.of(simulation));
            map.awaitRunning(0);
            Thread.sleep(3000);
            map.vacate();
            System.out.println(map.get(0));
            System.out.print(map.stdout(0));
            map.remove();
        }
    }
}
