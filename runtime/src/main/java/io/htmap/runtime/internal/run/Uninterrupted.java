package io.htmap.runtime.internal.run;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Runs file work on a thread of the function. The function may interrupt its threads as it likes, and an interrupt
 * closes the file that is being written: then the work is done again. The interrupt is passed on afterwards.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Work that leaves nothing behind when it throws. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    static void run(Work work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    work.run();
                    return;
                } catch (ClosedByInterruptException e) {
                    Thread.interrupted();
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
