package io.htmap.disruption;

import java.io.Serializable;

/**
 * One case of the matrix; the input of its component.
 *
 * @param fitness what the function does for its safety, or leaves out
 */
record Case(Kind kind, Moment moment, Wreck wreck, Form form, Fitness fitness) implements Serializable {
    /** Whether a function is written as it should be. */
    enum Fitness {
        RIGHT,
        /** It saves nothing at all. */
        SAVES_NOTHING,
        /** It saves after each step, but does not finish the one that it is in when it is told to leave. */
        IS_NOT_TOLD,
        /** It keeps its state in one file of its own that nobody checks, and writes it in place. */
        IN_PLACE,
        /** As {@link #IN_PLACE}, and it moves the file away when it has read it. */
        CONSUMES
    }

    /** The same with another loss. */
    Case with(Kind other) {
        return new Case(other, moment, wreck, form, fitness);
    }

    /** Returns how often its component loses its node. */
    int losses() {
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
    boolean leavesByItself() {
        return fitness == Fitness.RIGHT && form.leavesByItself();
    }

    /** Returns whether the attempt, told to leave, waits at its very end, so that it is known when all is saved. */
    boolean lingers(int attempt) {
        boolean told = kind.isPolite(attempt) || kind == Kind.VACATED_AND_KILLED;
        return attempt <= losses() && told && kind != Kind.HELD;
    }

    @Override
    public String toString() {
        return kind + " " + moment + " " + wreck + " " + form + (fitness == Fitness.RIGHT ? "" : " " + fitness);
    }
}
