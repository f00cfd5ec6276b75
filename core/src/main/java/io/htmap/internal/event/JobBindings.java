package io.htmap.internal.event;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Which component a job carries, as the notes in the submit events say; without a note, as a mapping says. */
final class JobBindings {
    private static final int UNBOUND = -1;
    private static final int FIRST_CAPACITY = 16;
    /** A proc beyond it is not believed: its table would not fit into memory. */
    private static final int MAX_PROC = 1 << 24;

    private final JobMapping mapping;
    private final TreeMap<Integer, int[]> tables = new TreeMap<>();

    JobBindings(JobMapping mapping) {
        this.mapping = mapping;
    }

    int componentOf(JobId job) {
        int[] table = tables.get(job.cluster());
        boolean bound = table != null && job.proc() < table.length && table[job.proc()] != UNBOUND;
        return bound ? table[job.proc()] : mapping.componentOf(job);
    }

    /** Remembers a note; the first one about a job counts. */
    void bind(JobId job, int component) {
        if (job.proc() > MAX_PROC || componentOf(job) == component) {
            return;
        }
        int[] table = tables.computeIfAbsent(job.cluster(), cluster -> filled(FIRST_CAPACITY, new int[0]));
        if (job.proc() >= table.length) {
            table = filled(Math.max(job.proc() + 1, 2 * table.length), table);
            tables.put(job.cluster(), table);
        }
        if (table[job.proc()] == UNBOUND) {
            table[job.proc()] = component;
        }
    }

    /** Returns the tables by cluster: component by proc, -1 where there is no note. */
    Map<Integer, int[]> tables() {
        return tables;
    }

    void restore(int cluster, int[] table) {
        tables.put(cluster, table);
    }

    private static int[] filled(int capacity, int[] start) {
        int[] table = Arrays.copyOf(start, capacity);
        Arrays.fill(table, start.length, capacity, UNBOUND);
        return table;
    }
}
