package io.htmap.runtime.internal.checkpoint;

/**
 * How far the function had said that it was when a generation was committed.
 *
 * @param done how much is done
 * @param total of how much; 0 if the function does not know
 * @param note a line for people, may be empty
 */
public record Progress(long done, long total, String note) {
    private static final int LONGEST_NOTE = 1000;

    /** What is for people need not be long. */
    public Progress {
        note = note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note;
    }
}
