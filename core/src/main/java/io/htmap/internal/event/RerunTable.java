package io.htmap.internal.event;

import io.htmap.runtime.internal.checkpoint.Ancestry;
import io.htmap.spi.RerunFrom;
import java.util.Arrays;

/** Which components run again: how many attempts they had before, and what they start from. Empty until there is one. */
final class RerunTable {
    private final int size;
    /** By component: its attempts in earlier jobs. Of no length while no component runs again, as is the other. */
    int[] earlier = new int[0];
    /** By component: number of the checkpoint that it starts from. */
    int[] from = new int[0];

    RerunTable(int size) {
        this.size = size;
    }

    /** A component has a new job. */
    void begin(int component, int attemptsBefore) {
        if (attemptsBefore > 0 || earlier.length > 0) {
            makeRoom();
            earlier[component] = attemptsBefore;
            from[component] = Ancestry.EVERY;
        }
    }

    /** The submit event of the new job tells what it starts from. */
    void startFrom(int component, RerunFrom start) {
        makeRoom();
        from[component] = start.checkpoint();
    }

    int firstAttempt(int component) {
        return earlier.length == 0 ? 1 : earlier[component] + 1;
    }

    RerunFrom from(int component) {
        return from.length == 0 ? RerunFrom.NEWEST : new RerunFrom(from[component]);
    }

    private void makeRoom() {
        if (earlier.length == 0) {
            earlier = new int[size];
            from = new int[size];
            Arrays.fill(from, Ancestry.EVERY);
        }
    }
}
