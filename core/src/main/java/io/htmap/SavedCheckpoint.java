package io.htmap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkpoint of a component that is kept where this machine can read it.
 *
 * @param component index of the component
 * @param generation its number; a newer one has a higher number
 * @param attempt the attempt that committed it
 * @param bytes what it takes on disk
 * @param pinned whether a copy of it is kept until somebody unpins it
 * @param contents what it holds; empty if it is damaged
 * @param damage what is wrong with it; empty if nothing was found
 */
public record SavedCheckpoint(
        int component,
        int generation,
        int attempt,
        long bytes,
        boolean pinned,
        Optional<Contents> contents,
        Optional<String> damage) {
    /**
     * What a checkpoint that is whole holds.
     *
     * @param files how many files
     * @param committed when it was committed, by the node's clock
     * @param elapsed how long its attempt had run then
     * @param progress what the function had said last of how far it was; if it had said nothing in this attempt, the steps
     *     of its fold, or the items of its walk ({@link io.htmap.runtime.Resumable}); empty if it has neither
     */
    public record Contents(int files, Instant committed, Duration elapsed, Optional<ComponentProgress> progress) {}
}
