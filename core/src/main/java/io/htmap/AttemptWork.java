package io.htmap;

import java.time.Duration;

/**
 * What an attempt that has ended did for its component. Its duration is saved and lost, together.
 *
 * @param startedFrom number of the checkpoint that it started from; 0 if it started from scratch; {@link #NOT_STARTED} if
 *     it ended before it had come so far
 * @param saves how many checkpoints it committed
 * @param saved time of it whose work is not lost: it is in the output, or in the checkpoint that the component goes on
 *     from. Once a component is run again, what does not lead to the checkpoint that it starts from is lost
 * @param lost time of it whose work had to be done again, or will have to
 */
public record AttemptWork(int startedFrom, int saves, Duration saved, Duration lost) {
    /** In place of the number of a checkpoint: the attempt ended before it had started from anything. */
    public static final int NOT_STARTED = -1;
}
