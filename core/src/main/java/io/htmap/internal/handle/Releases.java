package io.htmap.internal.handle;

import io.htmap.Status;
import io.htmap.internal.event.MapState;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that who releases components and asks for their outputs is not told that they are held: HTCondor logs a
 * release a moment after it has done it.
 */
final class Releases {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Releases() {}

    /** Does something to components; if it releases them, returns when the log says so. */
    static int logged(Action action, ComponentSet components, MapView view, IntSupplier act) {
        if (action != Action.RELEASE) {
            return act.getAsInt();
        }
        ComponentSet held = view.read(state -> held(state, components));
        int released = act.getAsInt();
        if (released >= held.size()) {
            await(view, held);
        }
        return released;
    }

    private static void await(MapView view, ComponentSet released) {
        try {
            new Waiting(() -> {})
                    .until(
                            PATIENCE,
                            () -> view.read(state -> held(state, released)).size() == 0
                                    ? Optional.of(true)
                                    : Optional.empty(),
                            () -> "the release of components");
        } catch (TimeoutException late) {
            LoggerFactory.getLogger("io.htmap").debug("the event log does not show yet that {} are released", released);
        }
    }

    private static ComponentSet held(MapState state, ComponentSet components) {
        return components.where(component -> state.status(component) == Status.HELD);
    }
}
