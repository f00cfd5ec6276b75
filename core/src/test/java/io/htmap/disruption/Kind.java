package io.htmap.disruption;

import io.htmap.AttemptEnd;
import java.util.List;

/** How a component loses its node, once or twice, and what the event log says of the attempts before the last one. */
enum Kind {
    VACATED(new Loss(AttemptEnd.EVICTED, "vacated", false)),
    HELD(new Loss(AttemptEnd.HELD, "on request", false)),
    KILLED(new Loss(AttemptEnd.LOST, "killed by signal 9", true)),
    /** Its scheduler is killed with -9, and a client starts the next one. */
    SCHEDULER_KILLED(new Loss(AttemptEnd.EVICTED, "its scheduler ended, and it left politely", false)),
    /** The second time before it has saved again. */
    VACATED_TWICE(new Loss(AttemptEnd.EVICTED, "vacated", false), new Loss(AttemptEnd.EVICTED, "vacated", false)),
    /** The kill comes before it has saved again. */
    VACATED_THEN_KILLED(
            new Loss(AttemptEnd.EVICTED, "vacated", false), new Loss(AttemptEnd.LOST, "killed by signal 9", true)),
    /** Told to leave, and killed with -9 before it could do anything about it. */
    VACATED_AND_KILLED(new Loss(AttemptEnd.EVICTED, "vacated", true));

    /**
     * The end of an attempt.
     *
     * @param reason words of its reason
     * @param killed whether its process was killed
     */
    record Loss(AttemptEnd end, String reason, boolean killed) {}

    private final List<Loss> losses;

    Kind(Loss... losses) {
        this.losses = List.of(losses);
    }

    List<Loss> losses() {
        return losses;
    }

    /** Returns whether an attempt, from 1, may finish its step and save before it goes. */
    boolean isPolite(int attempt) {
        return attempt <= losses.size() && !losses.get(attempt - 1).killed();
    }
}
