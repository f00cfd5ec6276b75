package io.htmap.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for conditions; long enough for a machine that is busy with other things. */
public final class Waits {
    /** How long anything may take. */
    public static final Duration LONG = Duration.ofMinutes(4);

    private Waits() {}

    /** Waits until something is so. */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, LONG, Duration.ofMillis(10), condition);
    }

    /** The same for what may take another time, and is not looked at so often. */
    public static void until(String what, Duration longest, Duration interval, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(longest)
                .pollDelay(Duration.ZERO)
                .pollInterval(interval)
                .until(condition);
    }
}
