package io.htmap.runtime.internal.run;

import java.time.Duration;

/** When a committed generation must leave the node, so that the loss of the node is not its loss. */
final class Uploads {
    /** For nodes that commit to where it is safe. */
    static final Uploads NEVER = new Uploads(null, 0);

    private final Duration interval;
    private final long since;

    private Uploads(Duration interval, long since) {
        this.interval = interval;
        this.since = since;
    }

    /** One is due when so much time has passed since the process began, which was right after the last one. */
    static Uploads every(Duration interval, Start start) {
        return new Uploads(interval, start.nanos());
    }

    /** Returns how many generations stay on the node: all that stay are uploaded. */
    int kept() {
        return interval == null ? 2 : 1;
    }

    boolean isDue() {
        return interval != null && System.nanoTime() - since >= interval.toNanos();
    }
}
