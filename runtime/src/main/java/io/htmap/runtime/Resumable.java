package io.htmap.runtime;

import io.htmap.runtime.internal.state.StateForm;
import io.htmap.runtime.internal.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Functions that resume by construction: the library restores, saves when it is due, and at an eviction finishes the
 * step, saves and leaves. A simulation of 100 steps:
 *
 * <pre>{@code
 * static double simulate(Params params) throws Exception {
 *     return Resumable.from(() -> Lattice.first(params))
 *             .until(lattice -> lattice.step() == 100)
 *             .evolve(lattice -> lattice.next())
 *             .energy();
 * }
 * }</pre>
 *
 * and a list of work items, each done once:
 *
 * <pre>{@code
 * List<Fit> fits = Resumable.walk(files, file -> Fit.of(file));
 * }</pre>
 *
 * <p>What is lost: at a polite eviction nothing, if a step and a save fit into the grace period; at a hard one what was
 * done since the last save ({@link SavePolicy}). The state is all that is kept: a step must not depend on static fields,
 * open files or a random generator that are not part of it. Where the code is not run by HTMap, it just runs.
 *
 * <p>A function may have several of these forms, one after another, or one inside a step or an item of another, and a
 * {@link Checkpoint} or two as well. Each has a state of its own, and every checkpoint has all of them: one that has
 * ended is not computed again. They must begin in the same order each time, and on one thread. A step that begins
 * another form must not have changed its state by then.
 */
public final class Resumable {
    private Resumable() {}

    /**
     * Begins a fold over steps.
     *
     * @param first gives the state before the first step, not null; only asked when there is nothing to resume from
     * @param <S> type of the state; serializable, or see {@link Fold#written}
     */
    public static <S> Fold<S> from(Callable<? extends S> first) {
        Objects.requireNonNull(first, "what gives the first state is null");
        return new Fold<>(
                first,
                state -> false,
                state -> true,
                StateForm.ofFold(StateCodec.java()),
                SavePolicy.automatic(),
                List.of());
    }

    /**
     * Does something for each item, in order, and keeps each result: after an eviction the walk goes on behind the last
     * item whose result was saved.
     *
     * @param items the same ones in the same order in each attempt: if their number is another than that of the walk whose
     *     results were saved, or they are values and others than those, the walk is refused. Values are texts, numbers,
     *     enums, what {@code java.time} has, UUIDs, paths that do not lead through the attempt's own folders, and optionals,
     *     lists and records of values, up to 8 deep; of a list that is an item the first 100 elements and the size count, and of
     *     an item 10,000 values in all.
     *     If one item is no value, only the number is compared
     * @param work done for each item
     * @param <T> type of the items
     * @param <R> type of the results; serializable, may be null
     * @return the results, in the order of the items
     * @throws Exception what the work throws
     */
    public static <T, R> List<R> walk(List<? extends T> items, Step<? super T, ? extends R> work) throws Exception {
        return walk(items, work, SavePolicy.automatic());
    }

    /** As {@link #walk(List, Step)}, with another policy. */
    public static <T, R> List<R> walk(List<? extends T> items, Step<? super T, ? extends R> work, SavePolicy policy)
            throws Exception {
        Objects.requireNonNull(items, "the list of items is null");
        Objects.requireNonNull(work, "the work is null");
        Objects.requireNonNull(policy, "the policy is null");
        // a linked list takes long to find an item
        List<T> fixed = new ArrayList<>(items);
        Fold<ArrayList<R>> fold = new Fold<>(
                () -> new ArrayList<>(),
                results -> results.size() >= fixed.size(),
                results -> true,
                StateForm.ofWalk(fixed),
                policy,
                List.of());
        return fold.evolve(results -> {
            results.add(work.apply(fixed.get(results.size())));
            requireSize(items, fixed.size());
            return results;
        });
    }

    private static void requireSize(List<?> items, int size) {
        if (items.size() != size) {
            throw new IllegalStateException("the list of a walk had " + size + " items when it began, and now has "
                    + items.size()
                    + ": after an eviction it would not find its place; make the list before the walk, or"
                    + " keep it in the state of a fold");
        }
    }

    /**
     * One step.
     *
     * @param <T> what it starts from
     * @param <R> what it gives
     */
    @FunctionalInterface
    public interface Step<T, R> {
        /**
         * Does the step.
         *
         * @throws Exception when it cannot be done; the component is then errored, and what was saved stays
         */
        R apply(T from) throws Exception;
    }

    /**
     * A fold over steps that is being described. Immutable.
     *
     * @param <S> type of the state
     */
    public static final class Fold<S> {
        private final Callable<? extends S> first;
        private final Predicate<? super S> done;
        private final Predicate<? super S> mine;
        private final StateForm<S> form;
        private final SavePolicy policy;
        private final List<Path> files;

        private Fold(
                Callable<? extends S> first,
                Predicate<? super S> done,
                Predicate<? super S> mine,
                StateForm<S> form,
                SavePolicy policy,
                List<Path> files) {
            this.first = first;
            this.done = done;
            this.mine = mine;
            this.form = form;
            this.policy = policy;
            this.files = files;
        }

        /** Ends the fold when the state is so; asked before each step. */
        public Fold<S> until(Predicate<? super S> isDone) {
            Objects.requireNonNull(isDone, "the predicate is null");
            return new Fold<>(first, isDone, mine, form, policy, files);
        }

        /**
         * Goes on only from states that are so. From a rejected one it falls back to the checkpoint before, and begins
         * anew if there is none that it takes; see {@link Checkpoint#restore(Predicate)}.
         */
        public Fold<S> resumingOnly(Predicate<? super S> isMine) {
            Objects.requireNonNull(isMine, "the predicate is null");
            return new Fold<>(first, done, isMine, form, policy, files);
        }

        /** Saves by another policy than {@link SavePolicy#automatic()}. */
        public Fold<S> saving(SavePolicy other) {
            Objects.requireNonNull(other, "the policy is null");
            return new Fold<>(first, done, mine, form, other, files);
        }

        /** Writes states by a codec instead of Java serialization. */
        public Fold<S> written(StateCodec<S> codec) {
            Objects.requireNonNull(codec, "the codec is null");
            return new Fold<>(first, done, mine, StateForm.ofFold(codec), policy, files);
        }

        /**
         * Saves files beside the state each time.
         *
         * @param beside files and folders in the working directory, as for {@link Component#checkpoint(Path...)}
         */
        public Fold<S> and(Path... beside) {
            return new Fold<>(first, done, mine, form, policy, Checkpoint.named(beside));
        }

        /**
         * Does steps until the state is done.
         *
         * @param step gives the next state, not null; may change and return the one that it was given
         * @return the last state
         * @throws Exception what the step, or what gives the first state, throws
         * @throws IOException when a state could not be saved or restored
         * @throws IllegalArgumentException when a file beside the state would lie outside the working directory
         */
        public S evolve(Step<? super S, ? extends S> step) throws Exception {
            Objects.requireNonNull(step, "the step is null");
            StateStore<S> store = new StateStore<>(form, policy, files);
            try {
                S state = start(store);
                boolean stepped = false;
                while (!done.test(state)) {
                    if (stepped) {
                        store.offer(state);
                    }
                    state = Objects.requireNonNull(step.apply(state), "the state is null");
                    stepped = true;
                }
                store.end(state, stepped);
                return state;
            } finally {
                store.abandon();
            }
        }

        private S start(StateStore<S> store) throws Exception {
            Optional<S> restored = store.restoreUntilEnd(mine);
            if (restored.isPresent()) {
                return restored.get();
            }
            S state = first.call();
            store.startFrom(state);
            return state;
        }
    }
}
