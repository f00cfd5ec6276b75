package io.htmap.examples;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.runtime.Resumable;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** The loop of {@link PlainLoop}, resumable without a file, a clock or a try: the library restores and saves. */
public final class ResumableLoop {
    private ResumableLoop() {}

    /** How far the function is. */
    record Progress(int step, double population) implements Serializable {
        Progress next(Simulation simulation) throws InterruptedException {
            double evolved = simulation.evolve(population);
            System.out.println("completed step " + (step + 1));
            return new Progress(step + 1, evolved);
        }
    }

    /** Returns the population after the last step. */
    public static double simulate(Simulation simulation) throws Exception {
        return Resumable.from(() -> new Progress(0, simulation.start()))
                .until(progress -> progress.step() == simulation.steps())
                .evolve(progress -> progress.next(simulation))
                .population();
    }

    /** Maps it, evicts it once, and prints the result and what its attempts wrote. */
    public static void main(String[] args) throws Exception {
        try (Htmap htmap = Htmap.open()) {
            Simulation simulation = new Simulation(0.5, 20, Duration.ofMillis(500));
            ComponentMap<Simulation, Double> map =
                    htmap.map("resumable-loop", ResumableLoop::simulate, List.of(simulation));
            map.awaitRunning(0);
            Thread.sleep(3000);
            map.vacate();
            System.out.println(map.get(0));
            System.out.print(map.stdout(0));
            map.remove();
        }
    }
}
