package io.htmap.disruption;

import java.io.Serializable;

/**
 * One case of the matrix; the input of its component.
 *
 * @param fitness what the function does for its safety, or leaves out
 */
public record Case(Kind kind, Moment moment, Wreck wreck, Form form, Fitness fitness) implements Serializable {
    /** Whether a function is written as it should be. */
    public enum Fitness {
        RIGHT,
        /** It saves nothing at all. */
        SAVES_NOTHING,
        /** It saves after each step, but does not finish the one that it is in when it is told to leave. */
        IS_NOT_TOLD,
        /** What it saves stays on its node. */
        IS_NOT_COMMITTED,
        /** Its node keeps nothing running for it while its scheduler is away. */
        HAS_NO_LEASE,
        /** It keeps its state in one file of its own that nobody checks, and writes it in place. */
        IN_PLACE,
        /** As {@link #IN_PLACE}, and it moves the file away when it has read it. */
        CONSUMES
    }

    /** The same with another loss. */
    public Case with(Kind other) {
        return new Case(other, moment, wreck, form, fitness);
    }

    /** Returns how often its component loses its node. */
    public int losses() {
        return kind.losses().size();
    }

    /** Returns whether the attempt stops there. The second loss comes in the first step that is done after the first. */
    boolean stopsAt(int attempt, int step, Moment.Place place) {
        if (attempt == 1) {
            return step == moment.step() && place == moment.place();
        }
        return attempt <= losses() && place == Moment.Place.IN_STEP;
    }

    /** Returns whether the function, told to leave, finishes its step and goes. */
    public boolean leavesByItself() {
        return isWrittenRight() && form.leavesByItself();
    }

    /** Returns whether the function does all that it should, whatever becomes of it. */
    boolean isWrittenRight() {
        return fitness == Fitness.RIGHT || fitness == Fitness.IS_NOT_COMMITTED || fitness == Fitness.HAS_NO_LEASE;
    }

    /** Returns whether the attempt, told to leave, waits at its very end, so that it is known when all is saved. */
    boolean lingers(int attempt) {
        return attempt <= losses() && kind.lingers(attempt);
    }

    @Override
    public String toString() {
        return kind.name() + " " + moment + " " + wreck + " " + form + (fitness == Fitness.RIGHT ? "" : " " + fitness);
    }
}
