package io.htmap.internal.event;

import java.util.Arrays;

/** Remembers, for each job that is not over, the fingerprints of its events, to know a duplicate. */
final class SeenEvents {
    private static final int FIRST_CAPACITY = 2;

    private final long[][] seen;

    SeenEvents(int size) {
        seen = new long[size][];
    }

    /** Adds a fingerprint, which is not 0. Returns false if it was there. */
    boolean add(int component, long fingerprint) {
        long[] known = seen[component];
        if (known == null) {
            known = new long[FIRST_CAPACITY];
            seen[component] = known;
        }
        int count = 0;
        for (; count < known.length && known[count] != 0; count++) {
            if (known[count] == fingerprint) {
                return false;
            }
        }
        if (count == known.length) {
            known = Arrays.copyOf(known, 2 * count);
            seen[component] = known;
        }
        known[count] = fingerprint;
        return true;
    }

    void forget(int component) {
        seen[component] = null;
    }

    /** Returns the fingerprints, behind them zeros, or an empty array. */
    long[] of(int component) {
        return seen[component] == null ? new long[0] : seen[component];
    }

    void restore(int component, long[] fingerprints) {
        seen[component] = fingerprints;
    }
}
