package io.htmap.spi;

import java.util.Locale;

/**
 * What can be asked of components that are in a scheduler's hands.
 *
 * <p>A suspended component keeps its node and what it claims there. Whoever holds, vacates or removes it need not continue
 * it first: it is continued and told to leave, and has its grace period as any other. Releasing does nothing to it.
 */
public enum Action {
    /** Set aside: a component on a node is evicted politely first. Components that are held already stay as they are. */
    HOLD,
    /** Let held components go on; others stay as they are. */
    RELEASE,
    /** Evict components politely from their nodes; they run again later. Components on no node stay as they are. */
    VACATE,
    /** Take components out for good; one on a node is told politely first. Terminal ones stay as they are. */
    REMOVE,
    /** Stop running components where they are, with all processes that they have started; others stay as they are. */
    SUSPEND,
    /** Let suspended components go on where they were stopped; others stay as they are. */
    CONTINUE;

    /** Returns the word for people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
