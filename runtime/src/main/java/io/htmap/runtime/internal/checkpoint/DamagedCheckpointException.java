package io.htmap.runtime.internal.checkpoint;

import java.io.IOException;

/** A generation does not hold what was committed. The message says what is wrong with it, not which one it is. */
public final class DamagedCheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedCheckpointException(String message) {
        super(message);
    }
}
