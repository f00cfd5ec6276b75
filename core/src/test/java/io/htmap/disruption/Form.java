package io.htmap.disruption;

/** How the function keeps its state. */
public enum Form {
    /** A file of its own, and {@code Component.checkpoint}. */
    FILES,
    /** A loop with {@code Checkpoint.save} and a codec. */
    SAVE,
    /** A loop with {@code Checkpoint.offer}. */
    OFFER,
    FOLD,
    /** With a file beside the state. */
    FOLD_WITH_FILE,
    WALK,
    /** A fold of two steps in each item of a walk. */
    WALK_OF_FOLDS;

    /** Returns whether it finishes its step and saves when it is told to leave. */
    boolean leavesByItself() {
        return this != FILES;
    }

    /** Returns whether it also saves behind its last step, and can leave there. */
    boolean savesTheLastStep() {
        return this == FILES || this == SAVE || this == OFFER;
    }

    /** Returns how many checkpoints it makes when it leaves behind a step: a fold inside makes one at its own end. */
    int savesOnLeaving(int step) {
        return this == WALK_OF_FOLDS && step % 2 == 0 ? 2 : 1;
    }
}
