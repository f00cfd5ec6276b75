package io.htmap.spi;

import io.htmap.runtime.internal.checkpoint.Ancestry;

/**
 * What a component that runs again starts from. Its text stands in the event log and in requests.
 *
 * @param checkpoint number of the checkpoint, or one of {@link Ancestry#NONE} and {@link Ancestry#EVERY}
 */
public record RerunFrom(int checkpoint) {
    /** From its input; what it had saved does not count any more. */
    public static final RerunFrom SCRATCH = new RerunFrom(Ancestry.NONE);

    /** From the newest checkpoint that is whole. */
    public static final RerunFrom NEWEST = new RerunFrom(Ancestry.EVERY);

    private static final String SCRATCH_TEXT = "scratch";
    private static final String NEWEST_TEXT = "newest checkpoint";
    private static final String NUMBERED = "checkpoint ";

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static RerunFrom parse(String text) {
        if (text.equals(SCRATCH_TEXT)) {
            return SCRATCH;
        }
        if (text.equals(NEWEST_TEXT)) {
            return NEWEST;
        }
        if (text.matches(NUMBERED + "[1-9]\\d{0,8}")) {
            return new RerunFrom(Integer.parseInt(text.substring(NUMBERED.length())));
        }
        throw new IllegalArgumentException("'" + text + "' is nothing that a component may start from");
    }

    /** Returns whether it is from a checkpoint. */
    public boolean needsCheckpoint() {
        return checkpoint != Ancestry.NONE;
    }

    /** Returns whether it is from a checkpoint that was named. */
    public boolean isNumbered() {
        return needsCheckpoint() && checkpoint != Ancestry.EVERY;
    }

    @Override
    public String toString() {
        return isNumbered() ? NUMBERED + checkpoint : needsCheckpoint() ? NEWEST_TEXT : SCRATCH_TEXT;
    }
}
