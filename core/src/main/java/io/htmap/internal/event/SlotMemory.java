package io.htmap.internal.event;

import java.util.Arrays;
import java.util.OptionalInt;

/** How much memory the slots of the latest attempts have, as far as the log tells it. Empty until it does. */
final class SlotMemory {
    static final int UNKNOWN = -1;

    private final int size;
    /** By component, in MiB. Of no length while none is known: the embedded scheduler's logs never tell. */
    int[] megabytes = new int[0];

    SlotMemory(int size) {
        this.size = size;
    }

    void set(int component, int memoryMb) {
        if (megabytes.length == 0 && memoryMb != UNKNOWN) {
            megabytes = new int[size];
            Arrays.fill(megabytes, UNKNOWN);
        }
        if (megabytes.length > 0) {
            megabytes[component] = memoryMb;
        }
    }

    OptionalInt of(int component) {
        return megabytes.length == 0 || megabytes[component] == UNKNOWN
                ? OptionalInt.empty()
                : OptionalInt.of(megabytes[component]);
    }
}
