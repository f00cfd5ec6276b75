package io.htmap.internal.embedded;

import io.htmap.MapOptions;
import io.htmap.internal.attempt.Verdict;
import io.htmap.internal.event.EndFacts;
import io.htmap.internal.event.EventBody;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.checkpoint.Ancestry;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Starts a map's components one after the other, as far as there is room. Used by the scheduler's one thread. */
final class Starter {
    /** A machine that has no process or no file to spare has one a little later; after so many tries it is a hold. */
    private static final int TRIES = 5;

    private final MapRun run;
    private final WorkerLauncher launcher;
    private final Committer committer;
    private final Resources resources;
    /** How often in a row each of these components could not be started. */
    private final Map<Integer, Integer> failures = new HashMap<>();

    Starter(MapRun run, WorkerLauncher launcher, Committer committer, Resources resources) {
        this.run = run;
        this.launcher = launcher;
        this.committer = committer;
        this.resources = resources;
    }

    /** Starts the next component that is ready, if there is room. Returns whether it did. */
    boolean startNext() {
        int component = run.queue().first();
        if (component < 0 || committer.isPaused()) {
            return false;
        }
        MapOptions asked = run.requests().of(component);
        if (!run.machine().fits(asked.cpus().orElseThrow(), asked.memoryMb().orElseThrow())) {
            holdTooBig(component, asked);
            return true;
        }
        if (!resources.take(asked)) {
            return false;
        }
        run.queue().remove(component);
        try {
            start(component, asked);
            return true;
        } catch (IOException e) {
            resources.giveBack(asked);
            cannotStart(component, e);
            return false;
        } catch (RuntimeException | Error e) {
            resources.giveBack(asked);
            throw e;
        }
    }

    private void start(int component, MapOptions asked) throws IOException {
        int attempt = run.state().attemptCount(component) + 1;
        Ancestry ancestry = Reruns.ancestry(run.state(), run.map(), component);
        Worker worker = launcher.launch(component, attempt, ancestry, asked);
        failures.remove(component);
        run.begun(worker);
        run.materialize(component);
        run.log()
                .add(
                        component,
                        new EventBody.Executing(
                                Hosts.name(), "", worker.process().pid()));
        run.log().whenDurable(worker::go);
    }

    /** It was checked when the map was made, but maybe by a client with another idea of this machine. */
    private void holdTooBig(int component, MapOptions asked) {
        run.queue().remove(component);
        hold(
                component,
                "it asks for " + asked.cpus().orElseThrow() + " cpus and "
                        + asked.memoryMb().orElseThrow() + " MB, but the scheduler may use only "
                        + run.machine().cpus() + " cpus and " + run.machine().memoryMb()
                        + " MB of this machine; start the scheduler with more in HTMAP_CPUS and HTMAP_MEMORY_MB");
    }

    private void cannotStart(int component, IOException e) {
        if (Problems.isDiskFull(e)) {
            tryLater(component, "no room for the scratch folder of component " + component + ": " + Problems.reason(e));
        } else if (mayPass(e) && failures.merge(component, 1, Integer::sum) < TRIES) {
            tryLater(component, "component " + component + " could not be started: " + Problems.reason(e));
        } else {
            failures.remove(component);
            hold(component, "the worker could not be started: " + Problems.reason(e));
        }
    }

    private static boolean mayPass(IOException e) {
        return !(e instanceof DamagedRecordException);
    }

    private void tryLater(int component, String why) {
        run.queue().add(component, Duration.ZERO);
        committer.pause(why);
    }

    private void hold(int component, String reason) {
        run.materialize(component);
        run.log().add(component, new EventBody.Held(reason, Verdict.CANNOT_START, 0, EndFacts.UNKNOWN));
    }
}
