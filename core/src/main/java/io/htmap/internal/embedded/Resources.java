package io.htmap.internal.embedded;

import io.htmap.MapOptions;

/** What is free of the machine. Used by the scheduler's one thread. */
final class Resources {
    private final Machine machine;
    private Machine free;

    Resources(Machine machine) {
        this.machine = machine;
        this.free = machine;
    }

    /** Takes what a component asks for, if it is free. Returns whether it was. */
    boolean take(MapOptions options) {
        int cpus = options.cpus().orElseThrow();
        long memoryMb = options.memoryMb().orElseThrow();
        if (!free.fits(cpus, memoryMb)) {
            return false;
        }
        free = free.without(cpus, memoryMb);
        return true;
    }

    void giveBack(MapOptions options) {
        free = free.with(options.cpus().orElseThrow(), options.memoryMb().orElseThrow());
    }

    Machine machine() {
        return machine;
    }
}
