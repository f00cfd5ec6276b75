package io.htmap.internal.handle;

import io.htmap.WaitInterruptedException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a file tells. It looks at the one event log, often at first and then ten times a second: that works on
 * every file system, where notifications do not, and costs next to nothing.
 */
final class Waiting {
    /** Longer than any map lives. */
    static final Duration FOREVER = Duration.ofDays(36_500);

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long CARE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Runnable care;
    private @Nullable FutureTask<Void> caring;

    /** @param care is run now and then, to see to it that somebody still works for what is waited for */
    Waiting(Runnable care) {
        this.care = care;
    }

    /**
     * Asks until there is an answer.
     *
     * @param forWhat ends the message of the time-out
     * @throws TimeoutException when the time is over
     */
    <T> T until(Duration timeout, Supplier<Optional<T>> question, Supplier<String> forWhat) throws TimeoutException {
        Objects.requireNonNull(timeout, "the timeout is null");
        long start = System.nanoTime();
        long cared = start;
        long pause = SHORTEST_NANOS;
        String silence = "";
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            long now = System.nanoTime();
            long left = nanos(timeout) - (now - start);
            if (left <= 0) {
                throw new TimeoutException(waited(timeout) + " for " + forWhat.get() + silence);
            }
            if (now - cared > CARE_NANOS) {
                silence = careAtMost(left) ? "" : "; its scheduler did not answer meanwhile";
                cared = System.nanoTime();
                continue;
            }
            pause(Math.min(pause, left));
            pause = Math.min(LONGEST_NANOS, pause + pause / 2);
        }
    }

    /** In a thread of its own, since the scheduler may hang. Returns whether it was done in time. */
    private boolean careAtMost(long nanos) {
        try {
            caring().get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    /** Only one at a time, for all who wait. */
    private synchronized FutureTask<Void> caring() {
        FutureTask<Void> task = caring;
        if (task == null || task.isDone()) {
            task = new FutureTask<>(care, null);
            caring = task;
            Thread thread = new Thread(task, "htmap-care");
            thread.setDaemon(true);
            thread.start();
        }
        return task;
    }

    private static WaitInterruptedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new WaitInterruptedException("the wait was interrupted", e);
    }

    private static String waited(Duration timeout) {
        return timeout.isNegative()
                ? "did not wait, since the timeout was negative (" + timeout.toMillis() / 1000.0 + " s),"
                : "waited " + timeout.toMillis() / 1000.0 + " s";
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(FOREVER) > 0 ? FOREVER.toNanos() : timeout.toNanos();
    }

    private static void pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }
}
