package io.htmap.runtime;

import io.htmap.runtime.internal.state.StateForm;
import io.htmap.runtime.internal.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

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
 * <p>A state that was offered is written later, when another form begins, for instance. So do not change it after the last
 * offer, behind the loop or after an exception, unless you call {@link #save} first. A state that is never changed, as a
 * record, is always right.
 *
 * <p>Several in one function, one after another or one inside a step of another, each have a state of their own, as the
 * forms of {@link Resumable} have; see there. Where the code is not run by HTMap there is never anything to restore, and
 * nothing is saved. Not thread-safe.
 *
 * @param <S> type of the state
 */
public final class Checkpoint<S> {
    private final StateForm<S> form;
    private final SavePolicy policy;
    private final List<Path> files;
    private final StateStore<S> store;

    private Checkpoint(StateForm<S> form, SavePolicy policy, List<Path> files) {
        this.form = form;
        this.policy = policy;
        this.files = files;
        this.store = new StateStore<>(form, policy, files);
    }

    /**
     * Returns the checkpoint of a function whose state is serializable, with the default policy.
     *
     * @param type class of the states; what is restored must be of it
     * @throws IllegalArgumentException when it is that of a primitive type: no state is of it
     */
    public static <S> Checkpoint<S> of(Class<S> type) {
        Objects.requireNonNull(type, "the type of the state is null");
        if (type.isPrimitive()) {
            throw new IllegalArgumentException("no state is of the primitive type " + type
                    + ": give the class that stands for it, as Integer.class");
        }
        return new Checkpoint<>(StateForm.ofLoop(type, StateCodec.java()), SavePolicy.automatic(), List.of());
    }

    /** Returns the checkpoint of a function whose states are written by a codec, with the default policy. */
    public static <S> Checkpoint<S> with(StateCodec<S> codec) {
        Objects.requireNonNull(codec, "the codec is null");
        return new Checkpoint<>(StateForm.ofLoop(Object.class, codec), SavePolicy.automatic(), List.of());
    }

    /** Returns a checkpoint with another policy, to be used instead of this one. */
    public Checkpoint<S> saving(SavePolicy other) {
        return new Checkpoint<>(form, Objects.requireNonNull(other, "the policy is null"), files);
    }

    /**
     * Returns a checkpoint with files that are saved beside the state each time, to be used instead of this one.
     *
     * @param beside files and folders in the working directory, as for {@link Component#checkpoint(Path...)}
     */
    public Checkpoint<S> and(Path... beside) {
        return new Checkpoint<>(form, policy, named(beside));
    }

    static List<Path> named(Path... beside) {
        Objects.requireNonNull(beside, "the files beside the state are null");
        for (Path file : beside) {
            Objects.requireNonNull(file, "a file beside the state is null");
        }
        return List.of(beside);
    }

    /**
     * Returns the state that was saved last, if there is one; the files beside it are in the working directory then. To
     * be called before anything is saved. When the node is wanted back this call leaves it and does not return.
     *
     * @throws IOException when the saved bytes are whole but cannot be read: a class has changed, for instance. They stay
     *     saved.
     * @throws IllegalArgumentException when a file beside the state would lie outside the working directory
     * @throws IllegalStateException when another resumable form of the function began on another thread
     */
    public Optional<S> restore() throws IOException {
        return store.restore(state -> true);
    }

    /**
     * As {@link #restore()}, for a function that may not go on from any state. If it rejects the last one, the state of
     * the checkpoint before that is offered to it, with the files beside that one, and so on; nothing if it takes none.
     * A line in the standard output tells. What was rejected is deleted at the next save.
     *
     * <p>That is so for the first resumable form of a function, before anything is saved. The state of a later one
     * cannot go back alone: rejected, it begins anew, without the forms inside it and behind it, and without its files.
     *
     * @param mine whether the function goes on from this state
     * @throws IOException as above
     */
    public Optional<S> restore(Predicate<? super S> mine) throws IOException {
        return store.restore(Objects.requireNonNull(mine, "the predicate is null"));
    }

    /**
     * Saves a state now. When the node is wanted back this call leaves it then and does not return.
     *
     * <p>Behind a form with files beside its state that an exception has ended nothing is saved: a line in the standard
     * output says so. A later attempt goes on from what was saved before.
     *
     * @param state not null
     * @throws IOException when it could not be saved; what was saved before is still there
     * @throws IllegalStateException when {@link #restore()} has not been called, or was called on another thread, or a
     *     form that began after it is going on
     */
    public void save(S state) throws IOException {
        store.save(state);
    }

    /**
     * Saves a state if that is due, or if the node is wanted back: then this call leaves the node and does not return.
     *
     * @param state not null
     * @return whether it was saved; false also where nothing can be, see {@link #save}
     * @throws IOException when it could not be saved; what was saved before is still there
     * @throws IllegalStateException as above
     */
    public boolean offer(S state) throws IOException {
        return store.offer(state);
    }
}
