package io.htmap.runtime.internal.run;

import java.time.Duration;

/** When a committed generation must leave the node, so that the loss of the node is not its loss. */
final class Uploads {
    /** For nodes that commit to where it is safe. */
    static final Uploads NEVER = new Uploads(null, 0);

    /** What is uploaded so quickly that an older generation to fall back to is worth it. */
    private static final long MOST_BYTES = 16 * 1024 * 1024;

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

    /** Returns how many bytes of generations may stay on the node: all that stay are uploaded each time. */
    long mostBytes() {
        return interval == null ? Long.MAX_VALUE : MOST_BYTES;
    }

    boolean isDue() {
        return interval != null && System.nanoTime() - since >= interval.toNanos();
    }
}
