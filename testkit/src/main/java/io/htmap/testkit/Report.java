package io.htmap.testkit;

/**
 * What a passed check has done. Immutable.
 *
 * @param saves how often the function saves when nothing disturbs it
 * @param points at how many places of an undisturbed run it could have lost its node
 * @param runs how often the function was run to its end
 * @param faults how many times it lost its node on the way there
 * @param recomputed how many steps were done again in all these runs, where a step is what lies between two saves: by how
 *     many more saves each run began than the undisturbed one
 * @param worst the most steps that were done again for one loss: of a node, or of a checkpoint that was damaged. Where a
 *     run had several, the steps that it did again are shared out evenly among them, rounded up. A function that goes on
 *     where it last saved does the step again that it was in: 1
 * @param seed chose the places where there were more than runs; gives the same check again
 */
public record Report(int saves, int points, int runs, int faults, int recomputed, int worst, long seed) {
    /** Returns the report in one line, for people. */
    @Override
    public String toString() {
        return "saves " + saves + " times; " + points + " places to lose its node; " + runs + " runs with " + faults
                + " losses; " + recomputed + " steps done again, at most " + worst + " for one loss; seed " + seed;
    }
}
