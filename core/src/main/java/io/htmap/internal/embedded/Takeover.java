package io.htmap.internal.embedded;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.Status;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventType;
import io.htmap.internal.event.Exit;
import io.htmap.internal.event.Usage;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.OutputStore;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.RecordKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings a map that an earlier scheduler left into order: outputs that were stored but not logged, attempts that ended
 * with it or are still on their way out, attempts of which nothing is left.
 */
final class Takeover {
    private final MapRun run;
    private final Home home;
    private final OutputStore stored;

    Takeover(MapRun run, Home home) {
        this.run = run;
        this.home = home;
        this.stored = new OutputStore(run.map().outputs());
    }

    void run() throws IOException {
        Set<Integer> withScratch = new HashSet<>();
        for (AttemptFiles files : newestOfEach()) {
            if (take(files)) {
                withScratch.add(files.component());
            }
        }
        for (int component = 0; component < run.size(); component++) {
            if (!withScratch.contains(component)) {
                settleWithoutScratch(component);
            }
        }
    }

    /** An older one could not be deleted when its attempt ended; its runner was seen to be gone. */
    private Collection<AttemptFiles> newestOfEach() throws IOException {
        Map<Integer, AttemptFiles> newest = new TreeMap<>();
        for (AttemptFiles files :
                ScratchFolders.list(home.execute().resolve(run.map().id()))) {
            newest.merge(files.component(), files, (one, other) -> one.attempt() > other.attempt() ? one : other);
        }
        return newest.values();
    }

    /** Returns whether the attempt's end is still to be settled. */
    private boolean take(AttemptFiles files) throws IOException {
        if (files.component() >= run.size()) {
            ScratchFolders.deleteIfPossible(files.scratch().scratch());
            return false;
        }
        if (run.state().status(files.component()).isTerminal()) {
            tidy(files);
            return false;
        }
        if (run.state().status(files.component()) == Status.HELD
                && files.attempt() <= run.state().attemptCount(files.component())
                && !stored.isClosed(files.component(), files.attempt())) {
            run.keepUnpacked(files);
            return false;
        }
        Orphan orphan = new Orphan(files);
        if (run.state().status(files.component()) == Status.SUSPENDED) {
            orphan.goOn();
            run.log().add(files.component(), new EventBody.Note(EventType.UNSUSPENDED, ""));
        }
        run.adopt(orphan, isOpen(files));
        return true;
    }

    /** A removed one may not have been closed, for want of room. */
    private void tidy(AttemptFiles files) throws IOException {
        boolean counted = files.attempt() <= run.state().attemptCount(files.component());
        if (counted && !stored.isClosed(files.component(), files.attempt())) {
            run.discard(files);
        } else {
            ScratchFolders.deleteIfPossible(files.scratch().scratch());
        }
    }

    private boolean isOpen(AttemptFiles files) {
        List<Attempt> attempts = run.state().attempts(files.component());
        return !attempts.isEmpty()
                && attempts.get(attempts.size() - 1).number() == files.attempt()
                && attempts.get(attempts.size() - 1).how().isEmpty();
    }

    private void settleWithoutScratch(int component) throws IOException {
        Status status = run.state().status(component);
        if (status.isTerminal()) {
            return;
        }
        Optional<RecordKind> output = storedOutput(component);
        if (output.isPresent()) {
            boolean value = output.get() == RecordKind.VALUE;
            Exit exit = Exit.returned(value ? 0 : 1);
            AttemptEnd end = value ? AttemptEnd.COMPLETED : AttemptEnd.ERRORED;
            run.materialize(component);
            run.log()
                    .add(
                            component,
                            new EventBody.Terminated(exit, new EndFacts(end, -1, exit), Usage.NONE, Usage.NONE));
            run.queue().remove(component);
        } else if (status.isOnNode()) {
            String reason = "it ended together with its scheduler; nothing is left of it";
            run.closeLost(component, run.state().attemptCount(component));
            run.log().add(component, new EventBody.Evicted(reason, EndFacts.of(AttemptEnd.LOST), Usage.NONE));
            run.runsWhenDurable(component, Duration.ZERO);
        }
    }

    private Optional<RecordKind> storedOutput(int component) throws IOException {
        try {
            return stored.kindOfOutput(component, run.state().firstAttempt(component));
        } catch (DamagedRecordException powerCut) {
            // it was not forced yet, so nobody was told of it: the component runs again
            return Optional.empty();
        }
    }
}
