package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.internal.attempt.Stop;
import io.htmap.spi.Action;
import io.htmap.spi.ComponentSet;
import io.htmap.spi.Resource;
import java.io.IOException;
import java.util.Objects;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/** What an action means in each status. Used by the scheduler's one thread, with nothing uncommitted. */
final class Actions {
    /** So many events are kept in memory before they are written, not a million. */
    static final int SLICE = 10_000;

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

    /**
     * Changes what components ask for in their next attempts.
     *
     * @return how many components it applies to
     */
    int edit(Resource resource, long megabytes, ComponentSet components) throws IOException {
        long most = run.machine().memoryMb();
        if (resource == Resource.MEMORY && megabytes > most) {
            throw new HtmapException("option memoryMb is to be " + megabytes + ", but the scheduler may use only "
                    + most + " MB of this machine; ask for less");
        }
        ComponentSet open = components.where(component ->
                component < run.size() && !run.state().status(component).isTerminal());
        if (open.size() > 0) {
            run.requests().change(resource, megabytes, open);
        }
        return open.size();
    }

    private boolean applies(Action action, int component) {
        Status status = run.state().status(component);
        Stop coming = coming(component);
        return switch (action) {
            case HOLD -> !status.isTerminal() && status != Status.HELD && coming != Stop.REMOVE;
            case RELEASE -> coming == Stop.HOLD || (status == Status.HELD && coming == null);
            case VACATE -> hasWorker(component) && coming == null;
            case REMOVE -> !status.isTerminal();
            case SUSPEND -> status == Status.RUNNING && hasWorker(component) && coming == null;
            case CONTINUE -> status == Status.SUSPENDED && hasWorker(component) && coming == null;
        };
    }

    private boolean hasWorker(int component) {
        return run.workers().containsKey(component);
    }

    /** Returns what will become of the component when its worker has left; null if that is open. */
    private @Nullable Stop coming(int component) {
        Worker worker = run.workers().get(component);
        Orphan orphan = run.orphans().of(component);
        return worker != null ? worker.stop() : orphan != null ? orphan.wanted() : null;
    }

    private void act(Action action, int component) {
        Worker worker = run.workers().get(component);
        Orphan orphan = run.orphans().of(component);
        switch (action) {
            case HOLD -> {
                if (!leaves(component, Stop.HOLD)) {
                    run.setAside(component);
                }
            }
            case RELEASE -> {
                if (worker != null) {
                    worker.overrule(Stop.VACATE);
                } else if (orphan != null && orphan.wanted() == Stop.HOLD) {
                    orphan.want(null);
                } else {
                    run.released(component);
                }
            }
            case VACATE -> leaves(component, Stop.VACATE);
            case REMOVE -> {
                if (!leaves(component, Stop.REMOVE)) {
                    run.remove(component);
                }
            }
            case SUSPEND -> run.suspension().suspend(Objects.requireNonNull(worker));
            case CONTINUE -> run.suspension().goOn(Objects.requireNonNull(worker));
        }
    }

    /** Sends away who is on the node, if there is somebody. */
    private boolean leaves(int component, Stop reason) {
        Worker worker = run.workers().get(component);
        Orphan orphan = run.orphans().of(component);
        if (worker != null) {
            run.tellToLeave(worker, reason);
        } else if (orphan != null) {
            orphan.want(reason);
        }
        return worker != null || orphan != null;
    }
}
