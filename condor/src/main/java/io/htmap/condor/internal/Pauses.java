package io.htmap.condor.internal;

import io.htmap.WaitInterruptedException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what HTCondor does. */
final class Pauses {
    private static final long PAUSE_MILLIS = 200;

    private Pauses() {}

    /** Asks until something is so; returns whether it was, in time. */
    static boolean until(Duration timeout, BooleanSupplier question) {
        long start = System.nanoTime();
        while (!question.getAsBoolean()) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        return true;
    }

    static WaitInterruptedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new WaitInterruptedException("the wait for HTCondor was interrupted", e);
    }
}
