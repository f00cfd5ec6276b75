package io.htmap.disruption;

import io.htmap.AttemptEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How a component of the embedded scheduler loses its node, once or twice. */
enum LocalKind implements Kind {
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

    private static final Pattern END_NOTE = Pattern.compile("\\bhtmap end=");

    private final List<Loss> losses;

    LocalKind(Loss... losses) {
        this.losses = List.of(losses);
    }

    @Override
    public List<Loss> losses() {
        return losses;
    }

    @Override
    public boolean lingers(int attempt) {
        return (isPolite(attempt) || this == VACATED_AND_KILLED) && this != HELD;
    }

    @Override
    public List<String> unwitnessed(Outcome outcome) {
        List<String> complaints = new ArrayList<>();
        for (int attempt = 1; attempt <= Math.min(outcome.attempts().size(), losses.size()); attempt++) {
            Loss loss = losses.get(attempt - 1);
            String event = endEvent(outcome, attempt);
            if (!event.contains("htmap end=" + loss.end())) {
                complaints.add("attempt " + attempt + " is not logged as " + loss.end());
            }
            if (event.contains(" signal=9") != loss.killed()) {
                complaints.add("attempt " + attempt + " is logged as by signal 9: " + !loss.killed());
            }
        }
        return complaints;
    }

    /** Returns what the log says of an attempt's end; empty if it did not end. */
    private static String endEvent(Outcome outcome, int attempt) {
        List<String> ends = outcome.events().stream()
                .filter(event -> END_NOTE.matcher(event).find())
                .toList();
        return attempt <= ends.size() ? ends.get(attempt - 1) : "";
    }
}
