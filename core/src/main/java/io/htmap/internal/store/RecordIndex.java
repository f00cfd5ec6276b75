package io.htmap.internal.store;

import io.htmap.runtime.internal.io.RecordHeader;
import java.util.Arrays;

/**
 * Where each record of each component is, in the order in which they were written. Parallel arrays, since a map of a
 * million components has millions of records.
 */
final class RecordIndex {
    private static final int NONE = -1;

    private int[] firsts = new int[0];
    private int[] lasts = new int[0];

    private int size;
    private int[] nexts = new int[16];
    private int[] shards = new int[16];
    private int[] kinds = new int[16];
    private int[] components = new int[16];
    private int[] attempts = new int[16];
    private long[] offsets = new long[16];
    private long[] lengths = new long[16];

    void add(int shard, RecordHeader header) {
        if (header.component() < 0) {
            return;
        }
        makeRoom(header.component());
        int entry = size++;
        nexts[entry] = NONE;
        shards[entry] = shard;
        kinds[entry] = header.kind();
        components[entry] = header.component();
        attempts[entry] = header.attempt();
        offsets[entry] = header.offset();
        lengths[entry] = header.length();
        link(header.component(), entry);
    }

    /** Returns the component's first entry, or a negative number. */
    int first(int component) {
        return component < firsts.length ? firsts[component] : NONE;
    }

    /** Returns the entry behind this one of the same component, or a negative number. */
    int next(int entry) {
        return nexts[entry];
    }

    int shard(int entry) {
        return shards[entry];
    }

    RecordHeader header(int entry) {
        return new RecordHeader(kinds[entry], components[entry], attempts[entry], lengths[entry], offsets[entry]);
    }

    private void link(int component, int entry) {
        if (firsts[component] < 0) {
            firsts[component] = entry;
        } else {
            nexts[lasts[component]] = entry;
        }
        lasts[component] = entry;
    }

    private void makeRoom(int component) {
        if (component >= firsts.length) {
            int old = firsts.length;
            int wanted = Math.max(component + 1, old + (old >> 1));
            firsts = Arrays.copyOf(firsts, wanted);
            lasts = Arrays.copyOf(lasts, wanted);
            Arrays.fill(firsts, old, wanted, NONE);
        }
        if (size == nexts.length) {
            int wanted = size + (size >> 1);
            nexts = Arrays.copyOf(nexts, wanted);
            shards = Arrays.copyOf(shards, wanted);
            kinds = Arrays.copyOf(kinds, wanted);
            components = Arrays.copyOf(components, wanted);
            attempts = Arrays.copyOf(attempts, wanted);
            offsets = Arrays.copyOf(offsets, wanted);
            lengths = Arrays.copyOf(lengths, wanted);
        }
    }
}
