package io.htmap.internal.account;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.util.List;
import java.util.Optional;

/** What counts of a component's work: each link is built on the one before it, down to the start from scratch. */
final class Chain {
    private static final long WHOLE = Long.MAX_VALUE;

    private final List<Attempt> attempts;
    private final List<Optional<WorkMarks>> marks;
    private final LatestRun latest;

    Chain(List<Attempt> attempts, List<Optional<WorkMarks>> marks, LatestRun latest) {
        this.attempts = attempts;
        this.marks = marks;
        this.latest = latest;
    }

    /** Returns up to when each attempt is on the chain; 0 for those that are not. */
    long[] savedMillis() {
        long[] saved = new long[attempts.size()];
        for (Base link = head(); link.attempt() > 0; link = before(link.attempt())) {
            saved[link.attempt() - 1] = link.millis();
        }
        return saved;
    }

    /** An output of before the component was run again does not count any more. */
    private Base head() {
        int newest = attempts.size();
        if (newest < latest.firstAttempt()) {
            return start();
        }
        return isCompleted(newest) ? new Base(newest, WHOLE) : lastSaved(newest);
    }

    private Base before(int attempt) {
        Base told = marks(attempt)
                .filter(WorkMarks::hasStarted)
                .map(known -> new Base(known.fromAttempt(), known.fromMillis()))
                .orElseGet(() -> assumedBefore(attempt));
        // damaged marks must not lead in a circle
        return new Base(Math.min(told.attempt(), attempt - 1), told.millis());
    }

    /** Of an attempt that runs, or did not say. Who completed left no checkpoint to start from. */
    private Base assumedBefore(int attempt) {
        if (attempt == latest.firstAttempt()) {
            return start();
        }
        return attempt == 1 || isCompleted(attempt - 1) ? Base.SCRATCH : lastSaved(attempt - 1);
    }

    /** Returns what the component goes on from that was run again. */
    private Base start() {
        if (latest.firstAttempt() == 1 || !latest.from().needsCheckpoint()) {
            return Base.SCRATCH;
        }
        // only a pinned one is left of who completed
        boolean isToBeLookedFor = latest.from().isNumbered() || isCompleted(latest.firstAttempt() - 1);
        return isToBeLookedFor ? latest.kept().get().orElseGet(this::newestBefore) : newestBefore();
    }

    private Base newestBefore() {
        int attempt = latest.firstAttempt() - 1;
        while (attempt > 0 && !isCompleted(attempt) && lastSaved(attempt).millis() == 0) {
            attempt--;
        }
        return attempt == 0 || isCompleted(attempt) ? Base.SCRATCH : lastSaved(attempt);
    }

    private Base lastSaved(int attempt) {
        return new Base(attempt, marks(attempt).map(WorkMarks::savedMillis).orElse(0L));
    }

    private Optional<WorkMarks> marks(int attempt) {
        return marks.get(attempt - 1);
    }

    private boolean isCompleted(int attempt) {
        return attempts.get(attempt - 1).how().equals(Optional.of(AttemptEnd.COMPLETED));
    }
}
