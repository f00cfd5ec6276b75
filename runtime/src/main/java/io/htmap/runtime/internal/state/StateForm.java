package io.htmap.runtime.internal.state;

import io.htmap.runtime.StateCodec;
import io.htmap.runtime.internal.checkpoint.Progress;
import java.util.List;

/**
 * What kind of state it is, and how it is written.
 *
 * @param what such as "a fold"; what was saved as something else is not restored
 * @param type what a restored state must be
 * @param codec writes and reads it
 * @param grows whether a state only grows, and only between two steps: then it may be written late
 * @param steps how many there are; 0 if nobody knows, {@link #UNCOUNTED} if only the function knows what a step is
 */
public record StateForm<S>(String what, Class<?> type, StateCodec<S> codec, boolean grows, int steps) {
    private static final String WALK = "a walk over ";
    private static final int UNKNOWN = 0;
    private static final int UNCOUNTED = -1;

    /** Returns the form of a fold's states. */
    public static <S> StateForm<S> ofFold(StateCodec<S> codec) {
        return new StateForm<>("a fold", Object.class, codec, false, UNKNOWN);
    }

    /** Returns the form of the states of a loop of the function's own. */
    public static <S> StateForm<S> ofLoop(Class<?> type, StateCodec<S> codec) {
        return new StateForm<>("a checkpoint", type, codec, false, UNCOUNTED);
    }

    /** Returns the form of a walk's results. */
    public static <S> StateForm<S> ofWalk(List<?> items) {
        StateCodec<S> codec = new WalkCodec<>(Items.checksumBeside(items));
        return new StateForm<>(WALK + Items.describe(items), Object.class, codec, true, items.size());
    }

    /** Returns whether a text is the name of a walk's results. */
    static boolean isOfWalk(String what) {
        return what.startsWith(WALK);
    }

    /** Returns whether it is that of a loop of the function's own, which may offer a state that is no step further. */
    boolean isOfLoop() {
        return steps == UNCOUNTED;
    }

    /** Returns how far a function is after so many steps of it; null if that is not to be told from them. */
    Progress after(long done) {
        return steps == UNCOUNTED ? null : new Progress(done, steps, "");
    }
}
