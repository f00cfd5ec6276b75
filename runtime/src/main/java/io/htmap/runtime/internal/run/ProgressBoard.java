package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ProgressNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells others how far the function is. To say it costs the function the store of a reference; a thread that begins with
 * the first word writes the newest to a file, once a second. Nothing of it is needed to resume, so nothing is forced.
 * Thread-safe.
 */
final class ProgressBoard {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private volatile Said latest;
    private volatile boolean begun;
    private Said written;
    private boolean failed;

    /** What the function said. */
    private record Said(long done, long total, String note) {}

    ProgressBoard(Path file) {
        this.file = file;
    }

    /** Takes what the function says. */
    void say(long done, long total, String note) {
        latest = new Said(done, total, note);
        if (!begun) {
            begin();
        }
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
                    LockSupport.parkNanos(PAUSE_NANOS);
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
            replace(new ProgressNote(said.done(), said.total(), said.note(), System.currentTimeMillis()).toBytes());
            written = said;
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                StandardStreams.say("[htmap] the progress of this attempt cannot be written: " + e);
            }
        }
    }

    private void replace(byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
