package io.htmap.pool;

import io.htmap.AttemptEnd;
import io.htmap.disruption.Kind.Loss;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** One thing that befalls an attempt, and by which events of HTCondor's it is known. */
enum Fault {
    VACATE(Sign.EVICTED),
    HOLD(Sign.EVICTED, Sign.HELD, Sign.RELEASED),
    KILL_WORKER(Sign.EVICTED),
    KILL_STARTER(Sign.DISCONNECTED, Sign.RECONNECT_FAILED, Sign.EVICTED),
    KILL_SHADOW(),
    VACATE_FAST(Sign.EVICTED),
    KILL_STARTD(Sign.DISCONNECTED, Sign.RECONNECT_FAILED, Sign.EVICTED),
    KILL_SCHEDD(Sign.RECONNECTED);

    /** An event of the log. */
    enum Sign {
        EVICTED(JobLog.EVICTED),
        SHADOW_EXCEPTION(JobLog.SHADOW_EXCEPTION),
        HELD(JobLog.HELD),
        RELEASED(JobLog.RELEASED),
        DISCONNECTED(JobLog.DISCONNECTED),
        RECONNECTED(JobLog.RECONNECTED),
        RECONNECT_FAILED(JobLog.RECONNECT_FAILED);

        private final int event;

        Sign(int event) {
            this.event = event;
        }

        int event() {
            return event;
        }
    }

    private final Set<Sign> signs = EnumSet.noneOf(Sign.class);

    Fault(Sign... signs) {
        this.signs.addAll(Set.of(signs));
    }

    boolean has(Sign sign) {
        return signs.contains(sign);
    }

    /** Returns whether the log sometimes has an event of it: the shadow may see that its schedd is gone. */
    boolean mayHave(Sign sign) {
        return this == KILL_SCHEDD && sign == Sign.DISCONNECTED;
    }

    /** Returns whether an attempt may finish its step and save before it goes. */
    private boolean isPolite() {
        return this == VACATE || this == HOLD;
    }

    /** Returns whether only what was committed comes home. */
    boolean isHard() {
        return !isPolite() && this != KILL_WORKER && this != KILL_SCHEDD;
    }

    boolean isForAll() {
        return this == KILL_STARTD || this == KILL_SCHEDD;
    }

    /** Returns how the attempt ends, if it does. */
    Optional<Loss> loss(CondorKind kind) {
        return switch (this) {
            case KILL_SCHEDD -> Optional.empty();
            case VACATE -> Optional.of(new Loss(AttemptEnd.EVICTED, "", false));
            case HOLD -> Optional.of(new Loss(AttemptEnd.HELD, "on request", false));
            // the log does not tell it from a polite one
            case VACATE_FAST -> Optional.of(new Loss(AttemptEnd.EVICTED, "", true));
            default -> Optional.of(new Loss(AttemptEnd.LOST, "", true));
        };
    }
}
