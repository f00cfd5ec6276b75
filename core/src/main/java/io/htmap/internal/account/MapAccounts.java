package io.htmap.internal.account;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.AttemptWork;
import io.htmap.MapAccount;
import java.time.Duration;

/** Sums attempts up. Not thread-safe. */
public final class MapAccounts {
    private final long[] ends = new long[AttemptEnd.values().length];
    private Duration good = Duration.ZERO;
    private Duration lost = Duration.ZERO;
    private Duration unknown = Duration.ZERO;
    private long attempts;

    /** Adds an attempt; one that goes on does not count. */
    public void add(Attempt attempt) {
        if (attempt.how().isEmpty()) {
            return;
        }
        attempts++;
        ends[attempt.how().get().ordinal()]++;
        if (attempt.work().isPresent()) {
            AttemptWork work = attempt.work().get();
            good = good.plus(work.saved());
            lost = lost.plus(work.lost());
        } else {
            unknown = unknown.plus(attempt.duration()
                    .orElseGet(() ->
                            Duration.between(attempt.start(), attempt.end().orElse(attempt.start()))));
        }
    }

    /** Returns the sums so far. */
    public MapAccount sum() {
        return new MapAccount(
                good,
                lost,
                unknown,
                attempts,
                count(AttemptEnd.EVICTED),
                count(AttemptEnd.LOST),
                count(AttemptEnd.ERRORED) + count(AttemptEnd.FAILED));
    }

    private long count(AttemptEnd end) {
        return ends[end.ordinal()];
    }
}
