package io.htmap.internal.handle;

import io.htmap.ComponentError;
import io.htmap.ComponentErrorException;
import io.htmap.ComponentHeldException;
import io.htmap.ComponentRemovedException;
import io.htmap.Hold;
import io.htmap.Status;
import io.htmap.internal.attempt.BackOff;
import io.htmap.internal.attempt.MemoryHold;
import io.htmap.internal.event.MapState;
import io.htmap.internal.store.MapManifest;
import java.util.Optional;
import java.util.function.IntFunction;

/** Tells those who wait for a component that nothing will come of it without somebody's help. Thread-safe. */
final class Troubles {
    private static final int LONGEST_MESSAGE = 1_000;

    private final String tag;
    private final int size;
    private final int retries;
    private final MapView view;
    private final Errors errors;
    private final IntFunction<Optional<Hold>> holds;

    /** Finds the report of a component that is errored. */
    interface Errors {
        ComponentError of(int component, int since);
    }

    /** Status and first attempt at one moment: a component may be run again at any. */
    private record Seen(Status status, int since) {}

    Troubles(String tag, MapManifest manifest, MapView view, Errors errors, IntFunction<Optional<Hold>> holds) {
        this.tag = tag;
        this.size = manifest.components();
        this.retries = manifest.options().retries().orElse(0);
        this.view = view;
        this.errors = errors;
        this.holds = holds;
    }

    /** Fails for the first component that nobody helps: removed, held or errored, as far as that is not tolerated. */
    void failOnFirst(boolean holdsTolerated, boolean errorsTolerated) {
        int next = view.read(state -> next(state, 0, holdsTolerated, errorsTolerated));
        while (next >= 0) {
            int from = next + 1;
            failIfStuck(next);
            next = view.read(state -> next(state, from, holdsTolerated, errorsTolerated));
        }
    }

    private int next(MapState state, int from, boolean holdsTolerated, boolean errorsTolerated) {
        boolean isThereAny = state.count(Status.REMOVED) > 0
                || (!holdsTolerated && state.count(Status.HELD) > 0)
                || (!errorsTolerated && state.count(Status.ERRORED) > 0);
        for (int component = from; isThereAny && component < size; component++) {
            Status status = state.status(component);
            boolean tolerated =
                    (holdsTolerated && status == Status.HELD) || (errorsTolerated && status == Status.ERRORED);
            if (status.isFailed() && !tolerated) {
                return component;
            }
        }
        return -1;
    }

    /** Fails if the component is removed, errored, or held so that somebody must release it. */
    void failIfStuck(int component) {
        Seen seen = view.read(state -> new Seen(state.status(component), state.firstAttempt(component)));
        Status status = seen.status();
        if (status == Status.ERRORED) {
            throw errored(component, seen.since());
        }
        if (status == Status.REMOVED) {
            throw new ComponentRemovedException(
                    component, named(component) + " was removed and will never have an output");
        }
        if (status == Status.HELD) {
            failIfHeld(component);
        }
    }

    /** Returns what messages call the component. */
    String named(int component) {
        return "component " + component + " of map '" + tag + "'";
    }

    private ComponentErrorException errored(int component, int since) {
        ComponentError error = errors.of(component, since);
        String message = error.message().isEmpty() ? "" : ": " + cut(error.message());
        String usedUp = retries == 0 ? "" : "; " + BackOff.usedUp(retries);
        return new ComponentErrorException(
                error, named(component) + " threw " + error.type() + message + usedUp + "; see: htmap errors " + tag);
    }

    /** The report has more of it. */
    private static String cut(String message) {
        int more = message.length() - LONGEST_MESSAGE;
        return more <= 0 ? message : message.substring(0, LONGEST_MESSAGE) + "... " + more + " more characters";
    }

    private void failIfHeld(int component) {
        Hold hold = holds.apply(component).orElse(new Hold("released meanwhile", 0, 0));
        if (MemoryHold.endsByItself(hold)) {
            return;
        }
        throw new ComponentHeldException(
                component,
                hold,
                named(component) + " is held: " + hold.reason() + " (code " + hold.code() + "." + hold.subcode() + "); "
                        + hold.advice());
    }
}
