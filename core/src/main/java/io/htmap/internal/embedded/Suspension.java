package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventType;
import io.htmap.internal.store.Problems;
import java.io.IOException;
import java.time.Instant;

/** Stops a map's workers where they are, and lets them go on. Used by the scheduler's one thread. */
final class Suspension {
    private final MapLog log;

    Suspension(MapLog log) {
        this.log = log;
    }

    /**
     * Stops a worker. The log comes first: who takes over must know whom to let go on, since a stopped process does not
     * notice that its scheduler is gone.
     */
    void suspend(Worker worker) {
        worker.setSuspended(true);
        int processes = Family.withMembers(
                        worker.process().toHandle(), worker.scratch().scratch())
                .size();
        log.add(
                worker.component(),
                new EventBody.Note(EventType.SUSPENDED, "Number of processes actually suspended: " + processes));
        log.whenDurable(() -> {
            try {
                worker.stopIfSuspended();
            } catch (IOException e) {
                System.err.println(Instant.now() + " cannot suspend " + worker.scratch() + ": " + e);
                goOnToLeave(worker);
            }
        });
    }

    /**
     * Lets a worker go on if it is suspended.
     *
     * @throws HtmapException when it cannot be told; it stays as it is
     */
    void goOn(Worker worker) {
        if (!worker.isSuspended()) {
            return;
        }
        try {
            Family.goOn(worker.process().toHandle(), worker.scratch().scratch());
        } catch (IOException e) {
            throw new HtmapException(
                    "component " + worker.component() + " cannot be continued: " + Problems.reason(e), e);
        }
        worker.setSuspended(false);
        log.add(worker.component(), new EventBody.Note(EventType.UNSUSPENDED, ""));
    }

    /** Lets a worker that was told to leave go on, to do so; if it cannot be told, its grace period ends it. */
    void goOnToLeave(Worker worker) {
        try {
            goOn(worker);
        } catch (HtmapException e) {
            System.err.println(Instant.now() + " " + e.getMessage());
        }
    }
}
