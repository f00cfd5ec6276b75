package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.checkpoint.Progress;
import io.htmap.runtime.internal.wire.ProgressNote;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells others how far the function is. To say it costs the function the store of a reference; a thread that begins with
 * the first word puts the newest where others see it. Thread-safe.
 */
final class ProgressBoard {
    private final ProgressPlace place;
    private volatile Said latest;
    private volatile boolean begun;
    private Said written;
    private boolean failed;

    /** What the function said. */
    private record Said(long done, long total, String note) {}

    ProgressBoard(ProgressPlace place) {
        this.place = place;
    }

    /** Takes what the function says. */
    void say(long done, long total, String note) {
        latest = new Said(done, total, note);
        if (!begun) {
            begin();
        }
    }

    /** Returns what the function said last, null if it has said nothing; equal if it has said nothing new. */
    Object latest() {
        return latest;
    }

    /** Returns the same as a checkpoint keeps it. */
    Progress progress() {
        Said said = latest;
        return said == null ? null : new Progress(said.done(), said.total(), said.note());
    }

    private synchronized void begin() {
        if (begun) {
            return;
        }
        begun = true;
        Thread writer = new Thread("htmap-progress") {
            @Override
            public void run() {
                while (true) {
                    write();
                    LockSupport.parkNanos(place.pause().toNanos());
                }
            }
        };
        writer.setDaemon(true);
        writer.start();
    }

    /** Writes what is new. */
    private synchronized void write() {
        Said said = latest;
        if (said == written) {
            return;
        }
        try {
            place.put(new ProgressNote(said.done(), said.total(), said.note(), System.currentTimeMillis()));
            written = said;
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                StandardStreams.say("[htmap] the progress of this attempt cannot be shown: " + e);
            }
        }
    }
}
