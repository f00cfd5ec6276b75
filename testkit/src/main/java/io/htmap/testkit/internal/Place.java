package io.htmap.testkit.internal;

/** Where in an attempt a function loses its node. */
enum Place {
    /** Its files are restored, and it has not begun. */
    START,
    /** It offers a state. */
    OFFERED,
    /** It is about to save. */
    SAVING,
    /** Its checkpoint is written under a temporary name. */
    WRITTEN,
    /** It has saved. */
    SAVED,
    /** It has returned, and its result is not stored. */
    RETURNED,
    /** It does something between a save and the next, or behind the last one. */
    BETWEEN
}
