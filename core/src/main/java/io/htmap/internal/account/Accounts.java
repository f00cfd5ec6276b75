package io.htmap.internal.account;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.AttemptWork;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells of each attempt how much of its time is saved and how much is lost.
 *
 * <p>What counts in the end is one chain: the component goes on from a checkpoint, which the attempt that committed it
 * had reached from another checkpoint, and so on. The time of an attempt up to the commit by which the chain leaves it is
 * saved; all else is lost. An attempt that completed is saved whole. So a checkpoint that turns out to be damaged turns
 * what was saved into what is lost.
 */
public final class Accounts {
    private Accounts() {}

    /**
     * Adds to the attempts of a component what they did for it.
     *
     * @param attempts all attempts, in order
     * @param marks what the runner of each said of its work, in the same order; empty where it could not say
     */
    public static List<Attempt> complete(List<Attempt> attempts, List<Optional<WorkMarks>> marks) {
        long[] saved = savedMillis(attempts, marks);
        List<Attempt> completed = new ArrayList<>(attempts.size());
        for (int i = 0; i < attempts.size(); i++) {
            completed.add(complete(attempts.get(i), marks.get(i), Duration.ofMillis(saved[i])));
        }
        return completed;
    }

    private static Attempt complete(Attempt attempt, Optional<WorkMarks> marks, Duration saved) {
        if (attempt.how().isEmpty() || attempt.duration().isEmpty() || marks.isEmpty()) {
            return attempt;
        }
        Duration all = attempt.duration().get();
        Duration kept = attempt.how().get() == AttemptEnd.COMPLETED || saved.compareTo(all) > 0 ? all : saved;
        WorkMarks known = marks.get();
        return attempt.with(new AttemptWork(known.from(), known.saves(), kept, all.minus(kept)));
    }

    /** Walks the chain back from the newest attempt; what is not on it stays 0. */
    private static long[] savedMillis(List<Attempt> attempts, List<Optional<WorkMarks>> marks) {
        long[] saved = new long[attempts.size()];
        int at = attempts.size() - 1;
        long upTo = savedAtEnd(marks, at);
        while (at >= 0) {
            saved[at] = upTo;
            Optional<WorkMarks> known = marks.get(at);
            if (known.isEmpty()) {
                // it is taken to have started from what the attempt before it had saved last
                upTo = savedAtEnd(marks, --at);
            } else {
                upTo = known.get().fromMillis();
                at = Math.min(at, known.get().fromAttempt()) - 1;
            }
        }
        return saved;
    }

    private static long savedAtEnd(List<Optional<WorkMarks>> marks, int at) {
        return at < 0 ? 0 : marks.get(at).map(WorkMarks::savedMillis).orElse(0L);
    }
}
