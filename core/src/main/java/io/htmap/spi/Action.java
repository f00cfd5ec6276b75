package io.htmap.spi;

import java.util.Locale;

/** What can be asked of components that are in a scheduler's hands. */
public enum Action {
    /** Set aside: a component on a node is evicted politely first. Components that are held already stay as they are. */
    HOLD,
    /** Let held components go on; others stay as they are. */
    RELEASE,
    /** Evict components politely from their nodes; they run again later. Components on no node stay as they are. */
    VACATE,
    /** Take components out for good; one on a node is told politely first. Terminal ones stay as they are. */
    REMOVE;

    /** Returns the word for people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
