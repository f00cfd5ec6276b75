package io.htmap.internal.embedded;

import io.htmap.Status;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventType;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import java.time.Duration;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/** What an action means in each status. Used by the scheduler's one thread, with nothing uncommitted. */
final class Actions {
    private static final Duration SETTLING = Duration.ofMillis(50);

    /** So many events are kept in memory before they are written, not a million. */
    private static final int SLICE = 10_000;

    private final MapRun run;

    Actions(MapRun run) {
        this.run = run;
    }

    /** Returns how many components it applies to. */
    int act(Action action, ComponentSet components) {
        int count = 0;
        PrimitiveIterator.OfInt all = components.stream().iterator();
        while (all.hasNext()) {
            int component = all.nextInt();
            if (component < run.size() && applies(action, component)) {
                act(action, component);
                count++;
                if (count % SLICE == 0) {
                    run.commit();
                }
            }
        }
        return count;
    }

    private boolean applies(Action action, int component) {
        Status status = run.state().status(component);
        Worker worker = run.workers().get(component);
        return switch (action) {
            case HOLD -> !status.isTerminal() && status != Status.HELD;
            case RELEASE -> status == Status.HELD || (worker != null && worker.stop() == Stop.HOLD);
            case VACATE -> worker != null && worker.stop() == null;
            case REMOVE -> !status.isTerminal();
        };
    }

    private void act(Action action, int component) {
        if (run.isOrphaned(component)) {
            run.postLater(SETTLING, () -> act(action, ComponentSet.of(component)));
            return;
        }
        Worker worker = run.workers().get(component);
        switch (action) {
            case HOLD -> hold(component, worker);
            case RELEASE -> release(component, worker);
            case VACATE -> run.tellToLeave(worker, Stop.VACATE);
            case REMOVE -> remove(component, worker);
        }
    }

    private void hold(int component, @Nullable Worker worker) {
        if (worker != null) {
            run.tellToLeave(worker, Stop.HOLD);
            return;
        }
        run.ready().clear(component);
        run.materialize(component);
        run.log().add(component, new EventBody.Held("held on request", Verdict.ON_REQUEST, 0, EndFacts.UNKNOWN));
    }

    private void release(int component, @Nullable Worker worker) {
        if (worker != null) {
            worker.overrule(Stop.VACATE);
        } else {
            run.released(component);
        }
    }

    private void remove(int component, @Nullable Worker worker) {
        if (worker != null) {
            run.tellToLeave(worker, Stop.REMOVE);
            return;
        }
        run.ready().clear(component);
        run.materialize(component);
        run.log().add(component, new EventBody.Note(EventType.ABORTED, "removed on request"));
    }
}
