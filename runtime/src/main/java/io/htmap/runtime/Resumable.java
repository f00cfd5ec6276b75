package io.htmap.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

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
 */
public final class Resumable {
    private Resumable() {}

    /**
     * Begins a fold over steps.
     *
     * @param first gives the state before the first step; only asked when there is nothing to resume from
     * @param <S> type of the state; serializable, or see {@link Fold#written}
     */
    public static <S> Fold<S> from(Supplier<? extends S> first) {
        Objects.requireNonNull(first, "the supplier of the first state is null");
        return new Fold<>(first, state -> false, state -> true, Checkpoint.with(StateCodec.java()));
    }

    /**
     * Does something for each item, in order, and keeps each result: after an eviction the walk goes on behind the last
     * item whose result was saved.
     *
     * @param items the same ones in the same order in each attempt
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
        Fold<ArrayList<R>> fold = Resumable.<ArrayList<R>>from(() -> new ArrayList<>())
                .until(results -> results.size() >= items.size())
                .saving(policy);
        return fold.evolve(results -> {
            results.add(work.apply(items.get(results.size())));
            return results;
        });
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
        private final Supplier<? extends S> first;
        private final Predicate<? super S> done;
        private final Predicate<? super S> mine;
        private final Checkpoint<S> checkpoint;

        private Fold(
                Supplier<? extends S> first,
                Predicate<? super S> done,
                Predicate<? super S> mine,
                Checkpoint<S> checkpoint) {
            this.first = first;
            this.done = done;
            this.mine = mine;
            this.checkpoint = checkpoint;
        }

        /** Ends the fold when the state is so; asked before each step. */
        public Fold<S> until(Predicate<? super S> isDone) {
            return new Fold<>(first, Objects.requireNonNull(isDone, "the predicate is null"), mine, checkpoint);
        }

        /** Begins anew when the restored state, though whole, is not one to go on from. */
        public Fold<S> resumingOnly(Predicate<? super S> isMine) {
            return new Fold<>(first, done, Objects.requireNonNull(isMine, "the predicate is null"), checkpoint);
        }

        /** Saves by another policy than {@link SavePolicy#automatic()}. */
        public Fold<S> saving(SavePolicy policy) {
            return new Fold<>(first, done, mine, checkpoint.saving(policy));
        }

        /** Writes states by a codec instead of Java serialization. To be called before {@link #saving}. */
        public Fold<S> written(StateCodec<S> codec) {
            return new Fold<>(first, done, mine, Checkpoint.with(codec));
        }

        /**
         * Does steps until the state is done.
         *
         * @param step gives the next state; may change and return the one that it was given
         * @return the last state
         * @throws Exception what the step throws
         * @throws IOException when a state could not be saved or restored
         */
        public S evolve(Step<? super S, ? extends S> step) throws Exception {
            Objects.requireNonNull(step, "the step is null");
            Optional<S> restored = checkpoint.restore().filter(mine);
            S state = restored.isPresent() ? restored.get() : first.get();
            while (!done.test(state)) {
                state = step.apply(state);
                if (!done.test(state)) {
                    checkpoint.offer(state);
                }
            }
            return state;
        }
    }
}
