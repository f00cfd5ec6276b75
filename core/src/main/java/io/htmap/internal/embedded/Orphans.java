package io.htmap.internal.embedded;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map's attempts that an earlier scheduler left, as long as their runners may still be there. What is asked of their
 * components meanwhile is done when they are gone. Used by the scheduler's one thread.
 */
final class Orphans {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration MORE_THAN_GRACE = Duration.ofSeconds(5);

    private final Mailbox mailbox;
    private final Settler settler;
    private final Map<Integer, Orphan> byComponent = new HashMap<>();
    private boolean closed;

    /** What becomes of an attempt whose runner is gone. */
    interface Settler {
        /** Brings an attempt home that is in the log as running. If it fails, it is tried again. */
        void logged(Orphan orphan) throws IOException;

        /** Lets a component go on whose attempt never came into the log, or is over there. */
        void notLogged(Orphan orphan);

        /** Something failed that nobody foresaw. */
        void failed(Throwable why);
    }

    Orphans(Mailbox mailbox, Settler settler) {
        this.mailbox = mailbox;
        this.settler = settler;
    }

    @Nullable
    Orphan of(int component) {
        return byComponent.get(component);
    }

    boolean isEmpty() {
        return byComponent.isEmpty();
    }

    /** Waits until a runner is gone; kills it when it has had its grace period, and some more. */
    void adopt(Orphan orphan, boolean wasLogged, Duration grace) {
        byComponent.put(orphan.files().component(), orphan);
        settle(
                orphan,
                wasLogged,
                System.nanoTime() + grace.plus(MORE_THAN_GRACE).toNanos());
    }

    /** Stops looking after them: somebody else will, or the map is gone. */
    void close() throws IOException {
        closed = true;
        for (Orphan orphan : byComponent.values()) {
            orphan.close();
        }
        byComponent.clear();
    }

    private void settle(Orphan orphan, boolean wasLogged, long deadline) {
        if (closed) {
            return;
        }
        try {
            if (orphan.tryFence()) {
                settled(orphan, wasLogged);
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                orphan.kill();
            }
        } catch (RuntimeException | Error e) {
            settler.failed(e);
            return;
        } catch (IOException e) {
            System.err.println(
                    Instant.now() + " cannot settle " + orphan.files().scratch() + ": " + e);
        }
        mailbox.postLater(POLL, () -> settle(orphan, wasLogged, deadline));
    }

    private void settled(Orphan orphan, boolean wasLogged) throws IOException {
        if (wasLogged) {
            settler.logged(orphan);
        } else {
            settler.notLogged(orphan);
        }
        byComponent.remove(orphan.files().component());
    }
}
