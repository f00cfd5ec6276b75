package io.htmap.examples;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the three loops compute: a population that changes from step to step. Stands for work that takes hours.
 *
 * @param start the population at the start, between 0 and 1
 * @param steps how many steps
 * @param stepTime how long a step takes
 */
public record Simulation(double start, int steps, Duration stepTime) implements Serializable {
    /** Returns the population after one more step. */
    double evolve(double population) throws InterruptedException {
        Thread.sleep(stepTime.toMillis());
        return 3.7 * population * (1 - population);
    }
}
