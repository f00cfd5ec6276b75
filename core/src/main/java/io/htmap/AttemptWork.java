package io.htmap;

import java.time.Duration;

/**
 * What an attempt that has ended did for its component. Its duration is saved and lost, together.
 *
 * @param startedFrom number of the checkpoint that it started from; 0 if it started from scratch
 * @param saves how many checkpoints it committed
 * @param saved time of it whose work is not lost: it is in the output, or in the checkpoint that the component goes on
 *     from
 * @param lost time of it whose work had to be done again, or will have to
 */
public record AttemptWork(int startedFrom, int saves, Duration saved, Duration lost) {}
