package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ProgressNote;
import java.io.IOException;
import java.time.Duration;

/** Where others can read how far the function is. */
interface ProgressPlace {
    /** Puts a note there, in place of the one before. */
    void put(ProgressNote note) throws IOException;

    /** Returns the time between two notes at which nobody who reads misses anything. */
    Duration pause();
}
