package io.htmap.internal.event;

import io.htmap.AttemptEnd;
import io.htmap.Status;
import io.htmap.internal.attempt.UsedUp;
import java.time.Duration;
import java.time.Instant;

/** What each event does to one component of a state. */
final class FoldRules {
    private static final String NO_END_LOGGED = "its end was not logged";

    /** HTCondor's words for a node that does not know the job any more. */
    private static final String NODE_LOST = "Job not found at execution machine";

    /** How HTCondor begins when its own program on the node gave up, for example since nothing could be transferred. */
    private static final String NODE_FAILED = "Error from ";

    private static final int JOB_POLICY = 3;
    private static final int NODE_POLICY = 21;
    private static final int OVER_RESOURCES = 34;

    /** The subcodes of HTCondor's ready-made policies for nodes: more processors, memory or disk than was asked for. */
    private static final int OVER_CPUS = 101;

    private static final int OVER_DISK = 104;

    private static final Duration RIGHT_AFTER = Duration.ofSeconds(2);

    private final MapState state;
    private final int component;
    private final Instant time;

    FoldRules(MapState state, int component, Instant time) {
        this.state = state;
        this.component = component;
        this.time = time;
    }

    /** Returns whether events of that kind can change a component. */
    static boolean matters(EventType type) {
        return switch (type) {
            case SUBMIT,
                    EXECUTE,
                    EVICTED,
                    TERMINATED,
                    SHADOW_EXCEPTION,
                    ABORTED,
                    SUSPENDED,
                    UNSUSPENDED,
                    HELD,
                    RELEASED,
                    DISCONNECTED,
                    RECONNECTED,
                    RECONNECT_FAILED -> true;
            default -> false;
        };
    }

    /** Returns whether an event of a kind that there was before would change what the component does now. */
    boolean canHappenAgain(EventType type) {
        return switch (type) {
            case HELD, EVICTED, SHADOW_EXCEPTION, RECONNECT_FAILED -> isOpen() && status() != Status.HELD;
            case RELEASED -> status() == Status.HELD;
            default -> false;
        };
    }

    void apply(EventBody body) {
        switch (body.type()) {
            case SUBMIT -> submitted((EventBody.Submitted) body);
            case EXECUTE -> executing((EventBody.Executing) body);
            case EVICTED -> evicted((EventBody.Evicted) body);
            case TERMINATED -> terminated((EventBody.Terminated) body);
            case SHADOW_EXCEPTION, RECONNECT_FAILED -> lost(((EventBody.Note) body).text());
            case ABORTED -> aborted(((EventBody.Note) body).text());
            case SUSPENDED -> onNode(Status.SUSPENDED);
            case UNSUSPENDED -> onNode(Status.RUNNING);
            case HELD -> held((EventBody.Held) body);
            case RELEASED -> released();
            case DISCONNECTED -> disconnected(true);
            case RECONNECTED -> disconnected(false);
            default -> throw new IllegalArgumentException("no rule for " + body.type());
        }
    }

    private void submitted(EventBody.Submitted body) {
        if (status() == Status.UNMATERIALIZED) {
            state.set(component, Status.IDLE);
            if (body.again() != null) {
                state.reruns.startFrom(component, body.again());
            }
        }
    }

    private void executing(EventBody.Executing body) {
        // a killed shadow writes nothing at all: only the next beginning shows that the attempt before it is lost
        end(AttemptEnd.LOST, NO_END_LOGGED, EndFacts.UNKNOWN);
        state.beginAttempt(component, time, body.machine(), body.memoryMb());
        state.set(component, Status.RUNNING);
    }

    private void evicted(EventBody.Evicted body) {
        AttemptEnd told = body.facts().end();
        boolean nodeFailed = body.reason().startsWith(NODE_FAILED);
        boolean lost =
                nodeFailed || state.disconnected.get(component) || body.reason().equals(NODE_LOST);
        boolean guess = isOpen() && told == null && (!lost || nodeFailed);
        end(told != null ? told : lost ? AttemptEnd.LOST : AttemptEnd.EVICTED, body.reason(), body.facts());
        if (guess) {
            state.attempts.guessed(component);
        }
        idleUnlessHeld();
    }

    private void lost(String why) {
        end(AttemptEnd.LOST, why, EndFacts.UNKNOWN);
        idleUnlessHeld();
    }

    private void terminated(EventBody.Terminated body) {
        Exit exit = body.exit();
        boolean completed = exit.equals(Exit.returned(0));
        boolean threw = exit.equals(Exit.returned(1));
        AttemptEnd how = completed ? AttemptEnd.COMPLETED : threw ? AttemptEnd.ERRORED : AttemptEnd.FAILED;
        Exit notable = completed || threw ? null : exit;
        if (!isOpen() && !wasHeldWhileItEnded()) {
            state.beginAttempt(component, time, "", SlotMemory.UNKNOWN);
        }
        state.endAttempt(
                component, time, how, "", new EndFacts(how, body.facts().millis(), notable));
        state.set(component, completed ? Status.COMPLETED : Status.ERRORED);
    }

    private boolean wasHeldWhileItEnded() {
        return status() == Status.HELD && state.attempts.lastEnd(component) == AttemptEnd.HELD;
    }

    private void aborted(String why) {
        end(AttemptEnd.REMOVED, why, EndFacts.UNKNOWN);
        correct(AttemptEnd.REMOVED, why, time.minus(RIGHT_AFTER));
        state.set(component, Status.REMOVED);
        state.reason[component] = state.texts.numberOf(why);
    }

    private void held(EventBody.Held body) {
        AttemptEnd told = body.facts().end();
        AttemptEnd how = told != null ? told : heldBy(body);
        end(how, body.reason(), body.facts());
        // the schedd may take its time to see that it was evicted too often
        correct(how, body.reason(), UsedUp.isEvictions(body.reason()) ? Instant.EPOCH : time.minus(RIGHT_AFTER));
        state.set(component, Status.HELD);
        state.reason[component] = state.texts.numberOf(body.reason());
        state.holdCode[component] = body.code();
        state.holdSubcode[component] = body.subcode();
    }

    /**
     * HTCondor's log says who asked for a hold only by its code. The job's own policy has an exit code as its subcode
     * where the process had ended; else it is a wish of somebody's, who set it while the job ran.
     */
    private AttemptEnd heldBy(EventBody.Held body) {
        if (UsedUp.isEvictions(body.reason()) && !isOpen()) {
            return AttemptEnd.EVICTED;
        }
        boolean ownEnd = body.code() == JOB_POLICY && body.subcode() != 0;
        boolean tooBig = body.code() == OVER_RESOURCES
                || body.code() == NODE_POLICY && body.subcode() >= OVER_CPUS && body.subcode() <= OVER_DISK;
        return ownEnd || tooBig ? AttemptEnd.FAILED : AttemptEnd.HELD;
    }

    private void released() {
        end(AttemptEnd.HELD, "", EndFacts.UNKNOWN);
        state.set(component, Status.IDLE);
    }

    private void disconnected(boolean now) {
        onNode(status() == Status.SUSPENDED ? Status.SUSPENDED : Status.RUNNING);
        state.disconnected.set(component, now && isOpen());
    }

    /** The component sits on a node, whatever was missed; but a hold is stronger than what its attempt still says. */
    private void onNode(Status next) {
        if (status() == Status.HELD) {
            return;
        }
        if (!isOpen()) {
            state.beginAttempt(component, time, "", SlotMemory.UNKNOWN);
        }
        state.set(component, next);
    }

    private void idleUnlessHeld() {
        if (status() != Status.HELD) {
            state.set(component, Status.IDLE);
        }
    }

    private void end(AttemptEnd how, String why, EndFacts facts) {
        if (isOpen()) {
            state.endAttempt(component, time, how, why, facts);
        }
    }

    /**
     * HTCondor writes that a job was evicted, and right after it why: it was held or removed. It says that the node
     * failed also when the node's policy has ended a job that was too big for it.
     */
    private void correct(AttemptEnd how, String why, Instant since) {
        boolean lost = state.attempts.lastEnd(component) == AttemptEnd.LOST;
        if (status() == Status.IDLE && (!lost || how == AttemptEnd.FAILED)) {
            state.attempts.correct(component, since, how, why);
        }
    }

    private boolean isOpen() {
        return state.attempts.isOpen(component);
    }

    private Status status() {
        return state.status(component);
    }
}
