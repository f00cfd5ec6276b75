package io.htmap.runtime.internal.state;

import io.htmap.runtime.StateCodec;

/**
 * What kind of state it is, and how it is written.
 *
 * @param what such as "a fold"; what was saved as something else is not restored
 * @param type what a restored state must be
 * @param codec writes and reads it
 * @param grows whether a state only grows, and only between two steps: then it may be written late
 */
public record StateForm<S>(String what, Class<?> type, StateCodec<S> codec, boolean grows) {
    /** Returns the form of a fold's states. */
    public static <S> StateForm<S> ofFold(StateCodec<S> codec) {
        return new StateForm<>("a fold", Object.class, codec, false);
    }

    /** Returns the form of the states of a loop of the function's own. */
    public static <S> StateForm<S> ofLoop(Class<?> type, StateCodec<S> codec) {
        return new StateForm<>("a checkpoint", type, codec, false);
    }

    /** Returns the form of a walk's results. */
    public static <S> StateForm<S> ofWalk(String items) {
        return new StateForm<>("a walk over " + items, Object.class, StateCodec.java(), true);
    }
}
