package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ScratchLayout;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The pipe from the scheduler, our standard input: first the word to go, then nothing, until the scheduler is gone. */
final class SchedulerPipe {
    private final InputStream pipe = new FileInputStream(FileDescriptor.in);

    /**
     * Waits for the word to go. The function's standard input is empty from now on.
     *
     * @return false when the pipe was closed instead
     */
    boolean awaitGo() {
        System.setIn(InputStream.nullInputStream());
        return read() == ScratchLayout.GO;
    }

    /** Runs the action, on a thread of its own, when the scheduler is gone. */
    void whenClosed(Runnable action) {
        Thread reader = new Thread("htmap-scheduler-pipe") {
            @Override
            public void run() {
                while (read() >= 0) {
                    // later versions may say more
                    continue;
                }
                action.run();
            }
        };
        reader.setDaemon(true);
        reader.start();
    }

    private int read() {
        try {
            return pipe.read();
        } catch (IOException e) {
            return -1; // a broken pipe is as good as a closed one
        }
    }
}
