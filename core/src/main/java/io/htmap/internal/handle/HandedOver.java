package io.htmap.internal.handle;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.internal.attempt.EndNote;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Attempts that did nothing but hand over the output of an earlier one, which had left it when its node was wanted back:
 * HTCondor runs such a job again, whatever its exit code.
 */
final class HandedOver {
    private HandedOver() {}

    /** Returns whether the attempt of a note left an output. */
    static boolean leftOutput(EndNote note) {
        return note.marks().ownExit(note.exit()).filter(ExitCode::leavesOutput).isPresent();
    }

    /** Completes those of the attempts, and what is known of the work of each. */
    static void complete(List<Attempt> attempts, List<Optional<WorkMarks>> work, List<Optional<EndNote>> notes) {
        for (int i = 1; i < attempts.size(); i++) {
            if (isOne(attempts.get(i), notes.get(i))) {
                complete(i, attempts, work, notes);
            }
        }
    }

    private static boolean isOne(Attempt attempt, Optional<EndNote> note) {
        boolean hasOutput = attempt.how()
                .filter(how -> how == AttemptEnd.COMPLETED || how == AttemptEnd.ERRORED)
                .isPresent();
        return hasOutput && note.filter(found -> !found.marks().started()).isPresent();
    }

    private static void complete(
            int index, List<Attempt> attempts, List<Optional<WorkMarks>> work, List<Optional<EndNote>> notes) {
        int exit = notes.get(index).orElseThrow().exit();
        for (int i = index - 1; i >= 0; i--) {
            Optional<EndNote> earlier =
                    notes.get(i).filter(note -> note.exit() == exit).filter(HandedOver::leftOutput);
            if (earlier.isPresent()) {
                work.set(index, Optional.of(builtOn(attempts.get(i).number(), earlier.get())));
                attempts.set(index, atOnce(attempts.get(index)));
                return;
            }
        }
    }

    private static Attempt atOnce(Attempt attempt) {
        return new Attempt(
                attempt.number(),
                attempt.host(),
                attempt.start(),
                attempt.end(),
                attempt.how(),
                Optional.of(Duration.ZERO),
                attempt.reason());
    }

    /** Of an attempt that completed all counts; of one that threw, what it had saved. */
    private static WorkMarks builtOn(int attempt, EndNote note) {
        WorkMarks done = note.marks().work();
        long counted = note.exit() == ExitCode.COMPLETED.number()
                ? Duration.ofNanos(note.marks().elapsedNanos()).toMillis()
                : done.savedMillis();
        return new WorkMarks(0, attempt, counted, 0, 0);
    }
}
