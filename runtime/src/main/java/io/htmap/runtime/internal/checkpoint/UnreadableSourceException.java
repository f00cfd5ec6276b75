package io.htmap.runtime.internal.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is to be saved cannot be read; the fault is not the checkpoint folder's. */
final class UnreadableSourceException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableSourceException(Path source, IOException cause) {
        super("cannot save " + source + ": it cannot be read (" + cause + "); the previous generation is kept", cause);
    }
}
