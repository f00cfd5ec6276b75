package io.htmap.internal.embedded;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.SavedGenerations;
import io.htmap.runtime.internal.checkpoint.Generation;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * Holds a component that loses its node hard, or gets stuck, again and again without getting anywhere: a function that
 * gets its node killed looks just like a bad node, and a bad node just like a function that hangs. Attempts that
 * committed a checkpoint got somewhere.
 */
final class Losses {
    private final Supplier<MapState> state;
    private final IntUnaryOperator lastCommittingAttempt;
    private final int max;

    /**
     * @param lastCommittingAttempt tells which attempt of a component committed its newest checkpoint, 0 for none
     * @param max so many losses in a row are too many
     */
    Losses(Supplier<MapState> state, IntUnaryOperator lastCommittingAttempt, int max) {
        this.state = state;
        this.lastCommittingAttempt = lastCommittingAttempt;
        this.max = max;
    }

    /** Returns the verdict, or the same one with a hold if it is a loss too many. */
    Verdict judge(int component, ScratchMarks marks, Verdict verdict) {
        if (!isLoss(verdict.end(), verdict.reason()) || marks.commits() > 0) {
            return verdict;
        }
        int losses = 1 + before(component);
        if (losses < max) {
            return verdict;
        }
        return verdict.heldForPolicy(
                losses,
                "the node was lost" + orGotNowhere(verdict) + " " + losses
                        + " times in a row without a new checkpoint (option maxLosses), so it is held");
    }

    static boolean isLoss(AttemptEnd end, String reason) {
        return end == AttemptEnd.LOST || Verdict.isStalled(reason);
    }

    private static String orGotNowhere(Verdict verdict) {
        return verdict.end() == AttemptEnd.LOST ? "" : ", or it got nowhere,";
    }

    private int before(int component) {
        List<Attempt> attempts = state.get().attempts(component);
        // those of an earlier run do not count against this one
        int since = Math.max(
                lastCommittingAttempt.applyAsInt(component), state.get().firstAttempt(component) - 1);
        int count = 0;
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt attempt = attempts.get(i);
            Optional<AttemptEnd> how = attempt.how();
            if (how.isEmpty()) {
                continue;
            }
            if (!isLoss(how.get(), attempt.reason()) || attempt.number() <= since) {
                break;
            }
            count++;
        }
        return count;
    }

    /** Returns which attempt committed the newest checkpoint in a component's folder, 0 if none did. */
    static int lastCommittingAttempt(Path folder) {
        try {
            return SavedGenerations.in(folder).stream()
                    .mapToInt(Generation::attempt)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
