package io.htmap.runtime;

import io.htmap.runtime.internal.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The saved state of a function that has a loop of its own. The library finds it, verifies it, and saves it when it is
 * due:
 *
 * <pre>{@code
 * Checkpoint<State> checkpoint = Checkpoint.of(State.class);
 * State state = checkpoint.restore().orElseGet(State::first);
 * while (!state.isDone()) {
 *     state = state.next();
 *     checkpoint.offer(state);
 * }
 * }</pre>
 *
 * <p>{@link #offer} costs some nanoseconds when nothing is due. When the node is wanted back it saves the state and
 * leaves the node: it does not return then. On HTCondor it may not return after any save: see
 * {@link Component#checkpoint(Path...)}. A loop whose shape is simpler than that is shorter with {@link Resumable}.
 *
 * <p>One checkpoint for a function: two would overwrite each other. Where the code is not run by HTMap there is never
 * anything to restore, and nothing is saved. Not thread-safe.
 *
 * @param <S> type of the state
 */
public final class Checkpoint<S> {
    private final StateStore<S> store;

    private Checkpoint(StateStore<S> store) {
        this.store = store;
    }

    /** Returns the checkpoint of a function whose state is serializable, with the default policy. */
    public static <S> Checkpoint<S> of(Class<S> type) {
        Objects.requireNonNull(type, "the type of the state is null");
        return with(StateCodec.java());
    }

    /** Returns the checkpoint of a function whose states are written by a codec, with the default policy. */
    public static <S> Checkpoint<S> with(StateCodec<S> codec) {
        return new Checkpoint<>(new StateStore<>(codec, SavePolicy.automatic(), List.of()));
    }

    /** Returns the same checkpoint with another policy. */
    public Checkpoint<S> saving(SavePolicy policy) {
        return new Checkpoint<>(store.with(policy));
    }

    /**
     * Returns the same checkpoint with files that are saved beside the state each time.
     *
     * @param files files and folders in the working directory, as for {@link Component#checkpoint(Path...)}
     */
    public Checkpoint<S> and(Path... files) {
        return new Checkpoint<>(store.with(List.of(files)));
    }

    /**
     * Returns the state that was saved last, if there is one; the files beside it are in the working directory then.
     *
     * @throws IOException when the saved bytes are whole but cannot be read: a class has changed, for instance. They stay
     *     saved.
     */
    public Optional<S> restore() throws IOException {
        return store.restore();
    }

    /**
     * Saves a state now.
     *
     * @throws IOException when it could not be saved; what was saved before is still there
     */
    public void save(S state) throws IOException {
        store.save(state);
    }

    /**
     * Saves a state if that is due, or if the node is wanted back: then this call leaves the node and does not return.
     *
     * @return whether it was saved
     * @throws IOException when it could not be saved; what was saved before is still there
     */
    public boolean offer(S state) throws IOException {
        return store.offer(state);
    }
}
