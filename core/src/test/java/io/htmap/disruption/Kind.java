package io.htmap.disruption;

import io.htmap.AttemptEnd;
import java.io.Serializable;
import java.util.List;

/**
 * How a component loses its node, or is disturbed without losing it, and what the event log says of it. Each scheduler has
 * its own kinds.
 */
public interface Kind extends Serializable {
    /**
     * The end of an attempt.
     *
     * @param reason words of its reason
     * @param killed whether its process was killed
     */
    record Loss(AttemptEnd end, String reason, boolean killed) {}

    String name();

    /** Returns the ends of all attempts but the last one. */
    List<Loss> losses();

    /** Returns whether an attempt, from 1, is told to leave and waits at its very end until the test lets it go. */
    boolean lingers(int attempt);

    /** Returns what the event log, or another witness, does not show of a component to which this happened. */
    List<String> unwitnessed(Outcome outcome);

    /** Returns whether an attempt, from 1, may finish its step and save before it goes. */
    default boolean isPolite(int attempt) {
        return attempt <= losses().size() && !losses().get(attempt - 1).killed();
    }

    /** Returns whether an attempt, from 1, may have time to hear that it is to leave, but none to do anything about it. */
    default boolean mayBeTold(int attempt) {
        return false;
    }

    /** Returns whether what an attempt has saved since its last commit is lost with its node. */
    default boolean losesWhatIsNotCommitted(int attempt) {
        return false;
    }

    /** Returns whether each save is a commit, with which the function begins anew in the same attempt. */
    default boolean commitsEachSave() {
        return false;
    }

    /** Returns whether it can happen at that moment of an attempt. */
    default boolean suits(Moment moment) {
        return true;
    }
}
