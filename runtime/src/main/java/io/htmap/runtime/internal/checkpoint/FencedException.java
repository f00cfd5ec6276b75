package io.htmap.runtime.internal.checkpoint;

import java.io.IOException;

/** A later attempt of the component has committed a generation: this attempt has been given up and must end. */
public final class FencedException extends IOException {
    private static final long serialVersionUID = 1L;

    FencedException(int attempt, Generation newer) {
        super("attempt " + attempt + " has been replaced: attempt " + newer.attempt() + " has committed generation "
                + newer.number());
    }
}
