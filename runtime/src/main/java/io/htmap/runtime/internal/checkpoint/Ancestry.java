package io.htmap.runtime.internal.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * From which generations an attempt may start. A component that runs again starts from scratch, or from one generation of
 * the runs before; the others stay where they are, but do not count.
 *
 * @param firstAttempt the first attempt of this run; what it and those after it committed counts
 * @param checkpoint number of the generation of earlier runs that counts, as do those before it, to fall back to;
 *     {@link #NONE} or {@link #EVERY}
 * @param lastNumber new generations have higher numbers than this, so that no two of a component are called the same
 */
public record Ancestry(int firstAttempt, int checkpoint, int lastNumber) {
    /** No generation of earlier runs counts. */
    public static final int NONE = 0;

    /** Every generation counts. */
    public static final int EVERY = Integer.MAX_VALUE;

    /** Of a component that was never run again. */
    public static final Ancestry ALL = new Ancestry(1, EVERY, 0);

    /**
     * Reads three words: the whole numbers in their order.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static Ancestry parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("not three numbers: " + text);
        }
        return new Ancestry(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    /** Returns the generations that count, in the same order. */
    List<Generation> of(List<Generation> newestFirst) {
        List<Generation> mine = new ArrayList<>(newestFirst.size());
        boolean reached = checkpoint == EVERY;
        for (Generation generation : newestFirst) {
            reached |= generation.number() == checkpoint;
            if (reached || generation.attempt() >= firstAttempt) {
                mine.add(generation);
            }
        }
        return mine;
    }
}
