package io.htmap.testing;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the event log of a soaked map says of the faults that reached its components, whatever was done to them. */
final class SoakLog {
    /** What ended attempts before their time, and how many of it a bag of faults makes at least. */
    enum Kind {
        VACATED(4, AttemptEnd.EVICTED, reason -> reason.startsWith("vacated")),
        KILLED(3, AttemptEnd.LOST, reason -> reason.startsWith("killed by signal 9")),
        HELD(1, AttemptEnd.HELD, reason -> reason.startsWith("held")),
        SCHEDULER_KILLED(1, null, reason -> reason.contains("its scheduler")),
        SCHEDULER_STOPPED(1, AttemptEnd.EVICTED, reason -> reason.startsWith("the scheduler was stopped"));

        private final int leastInABag;
        private final AttemptEnd how;
        private final Predicate<String> words;

        Kind(int leastInABag, AttemptEnd how, Predicate<String> words) {
            this.leastInABag = leastInABag;
            this.how = how;
            this.words = words;
        }

        private boolean ended(Attempt attempt) {
            boolean told = how == null || attempt.how().equals(java.util.Optional.of(how));
            return told && words.test(attempt.reason());
        }
    }

    private final Map<Kind, Integer> found = new EnumMap<>(Kind.class);

    /** Adds what ended the attempts of one component. */
    void add(ComponentMap<?, ?> map, int component) {
        for (Attempt attempt : map.attempts(component)) {
            Arrays.stream(Kind.values())
                    .filter(kind -> kind.ended(attempt))
                    .forEach(kind -> found.merge(kind, 1, Integer::sum));
        }
    }

    /** Fails if there is too little of anything to have shown something. */
    void requireAtLeast(int bags) {
        List<Kind> rare = Arrays.stream(Kind.values())
                .filter(kind -> found.getOrDefault(kind, 0) < bags * kind.leastInABag)
                .toList();
        if (!rare.isEmpty()) {
            throw new AssertionError("too few of " + rare + " in the log for " + bags + " bags: " + this);
        }
    }

    @Override
    public String toString() {
        return found.toString();
    }
}
