package io.htmap;

import java.time.Duration;

/**
 * What became of the time that a map's components have run so far. Only attempts that have ended count.
 *
 * @param good time whose work is in outputs, or in checkpoints that components go on from; of components that were run
 *     again, only what leads to their new outputs and checkpoints
 * @param lost time whose work had to be done again, or will have to
 * @param unknown time of attempts of which nobody could say what they saved: their node was lost with what it knew. By
 *     the clock of the event log
 * @param attempts how many have ended
 * @param evictions how many lost their node politely
 * @param losses how many lost it hard
 * @param failures how many ended through their function: it threw, exited or crashed
 */
public record MapAccount(
        Duration good, Duration lost, Duration unknown, long attempts, long evictions, long losses, long failures) {}
