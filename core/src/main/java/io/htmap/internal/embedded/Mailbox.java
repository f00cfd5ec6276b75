package io.htmap.internal.embedded;

import java.time.Duration;

/** Work for the scheduler's one thread. Thread-safe. */
interface Mailbox {
    /** Has this run by the scheduler's thread, soon. */
    void post(Runnable work);

    /** Has this run by the scheduler's thread, after a while. */
    void postLater(Duration delay, Runnable work);
}
