package io.htmap.internal.attempt;

/** Why the scheduler wants a worker gone. A later one overrules an earlier one only if it is stronger. */
public enum Stop {
    /** So that the component runs again later. */
    VACATE("vacated"),
    /** The scheduler itself is ending; the component runs again when there is a scheduler. */
    SHUTDOWN("the scheduler was stopped"),
    /** So that the component stays aside. */
    HOLD("held"),
    /** For good. */
    REMOVE("removed");

    private final String words;

    Stop(String words) {
        this.words = words;
    }

    /** Returns the word for people. */
    public String words() {
        return words;
    }

    /** Returns whether this is the stronger of two. */
    public boolean overrules(Stop other) {
        return ordinal() > other.ordinal();
    }
}
