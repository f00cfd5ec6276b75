package io.htmap.internal.account;

import io.htmap.Attempt;
import io.htmap.AttemptWork;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells of each attempt how much of its time is saved and how much is lost.
 *
 * <p>What counts in the end is one chain: the output, or the checkpoint that the component goes on from, was made by an
 * attempt that started from another checkpoint, and so on. The time of an attempt up to the commit by which the chain leaves
 * it is saved; all else is lost. So a checkpoint that turns out to be damaged turns what was saved into what is lost, and so
 * does running a component again that was over.
 */
public final class Accounts {
    private Accounts() {}

    /**
     * Adds to the attempts of a component what they did for it.
     *
     * @param attempts all attempts, in order
     * @param marks what the runner of each said of its work, in the same order; empty where it could not say
     * @param latest the last time that the component was run again
     */
    public static List<Attempt> complete(List<Attempt> attempts, List<Optional<WorkMarks>> marks, LatestRun latest) {
        long[] saved = new Chain(attempts, marks, latest).savedMillis();
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
        Duration kept = saved.compareTo(all) > 0 ? all : saved;
        WorkMarks known = marks.get();
        return attempt.with(new AttemptWork(known.from(), known.saves(), kept, all.minus(kept)));
    }
}
