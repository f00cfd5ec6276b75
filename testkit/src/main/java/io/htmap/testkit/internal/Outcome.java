package io.htmap.testkit.internal;

import io.htmap.testkit.internal.Stay.End;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What came of one run of a function, with all its attempts.
 *
 * @param stays at least one; only the last one ended otherwise than by its loss
 * @param outside what it left outside its working directories
 * @param nanos how long it took
 */
record Outcome(List<Stay> stays, OutsideState outside, long nanos) {
    Outcome {
        stays = List.copyOf(stays);
    }

    /** Returns the same without some files. */
    Outcome without(Set<Path> files) {
        return new Outcome(stays, outside.without(files), nanos);
    }

    Stay last() {
        return stays.get(stays.size() - 1);
    }

    boolean returned() {
        return last().end() == End.RETURNED;
    }

    int saves() {
        return stays.stream().mapToInt(Stay::saves).sum();
    }

    int losses() {
        return (int) stays.stream().filter(Stay::struck).count();
    }
}
