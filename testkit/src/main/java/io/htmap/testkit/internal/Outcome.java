package io.htmap.testkit.internal;

import io.htmap.testkit.internal.Stay.End;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What came of one run of a function, with all its attempts.
 *
 * @param stays at least one; only the last one ended otherwise than by its loss
 * @param damages how many checkpoints were damaged on the way
 * @param outside what it left outside its working directories
 * @param nanos how long it took
 */
record Outcome(List<Stay> stays, int damages, OutsideState outside, long nanos) {
    Outcome {
        stays = List.copyOf(stays);
    }

    /** Returns the same without some files. */
    Outcome without(Set<Path> files) {
        return new Outcome(stays, damages, outside.without(files), nanos);
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

    /** Returns how many steps were done again; a function that saves by the clock may even have saved less often. */
    int doneAgain(Profile undisturbed) {
        return Math.max(0, saves() - undisturbed.saves());
    }

    /** Returns the same for one of its losses, of a node or of a checkpoint: shared out evenly, rounded up. */
    int doneAgainForOneLoss(Profile undisturbed) {
        int all = Math.max(1, losses() + damages);
        return (doneAgain(undisturbed) + all - 1) / all;
    }

    int losses() {
        return (int) stays.stream().filter(Stay::struck).count();
    }
}
