package io.htmap.pool;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.disruption.Case;
import io.htmap.disruption.Outcome;
import io.htmap.disruption.Round;
import io.htmap.disruption.Stage;
import io.htmap.disruption.Unfit;
import io.htmap.disruption.Wreck;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Has one component on HTCondor lose its node as its case says. */
final class CondorDisruption {
    /** It may have to wait until many others have had their turn. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Duration INTERVAL = Duration.ofMillis(100);

    /** What is done to all components of a map at once, by whoever comes last. */
    interface Together {
        void strike() throws Exception;
    }

    private final ComponentMap<Case, Long> map;
    private final int component;
    private final Case tried;
    private final Path folder;
    private final Together together;
    private final Trace trace;
    private final Job job;

    CondorDisruption(ComponentMap<Case, Long> map, int component, Case tried, Path folder, Together together) {
        this.map = map;
        this.component = component;
        this.tried = tried;
        this.folder = folder;
        this.together = together;
        this.trace = Stage.trace(folder, component);
        this.job = Job.of(map, component);
    }

    /** Plays the case to its end. Returns what became of it, or why it could not be played. */
    Outcome outcome() {
        try {
            List<Fault> faults = ((CondorKind) tried.kind()).faults();
            for (int attempt = 1; attempt <= faults.size(); attempt++) {
                play(attempt, faults.get(attempt - 1));
            }
            await("the end", () -> map.status(component).isTerminal());
            return Outcome.of(map, component, tried, folder);
        } catch (Exception | AssertionError e) {
            return Outcome.of(map, component, tried, folder, Round.NOT_PLAYED + e);
        }
    }

    private void play(int attempt, Fault fault) throws Exception {
        Line stopped = await(attempt, What.STOPPED);
        boolean wrecks = attempt == 1 && tried.wreck() != Wreck.NONE;
        if (wrecks) {
            map.setMemoryMb(PoolRun.MORE_THAN_ANY_NODE_HAS_MB, component);
        }
        strike(attempt, fault, stopped);
        if (wrecks) {
            await("the end of attempt " + attempt, () -> hasLeft(attempt, fault));
            tried.wreck().to(files());
            map.setMemoryMb(PoolRun.SMALL_MB, component);
        }
        if (fault == Fault.HOLD) {
            await("held", () -> map.status(component) == Status.HELD);
            map.release(component);
        }
    }

    private void strike(int attempt, Fault fault, Line stopped) throws Exception {
        switch (fault) {
            case VACATE -> {
                map.vacate(component);
                letGo(attempt);
            }
            case HOLD -> {
                map.hold(component);
                letGo(attempt);
            }
            case KILL_WORKER -> Nodes.killWorker(host(attempt), stopped.pid());
            case KILL_STARTER -> Nodes.killStarter(host(attempt), stopped.pid());
            case KILL_SHADOW -> job.killShadow();
            case VACATE_FAST -> job.vacateFast();
            case KILL_STARTD -> together.strike();
            case KILL_SCHEDD -> {
                together.strike();
                awaitItGoesOn();
                Files.createFile(Stage.go(folder, component, attempt));
            }
        }
    }

    /** Without a lease the next schedd finds nothing to reconnect to, and has it begin again. */
    private void awaitItGoesOn() {
        if (tried.fitness() == Case.Fitness.HAS_NO_LEASE) {
            JobLog.of(map).awaitOf(component, JobLog.EXECUTING, 2);
        } else {
            JobLog.of(map).awaitOf(component, JobLog.RECONNECTED, 1);
        }
    }

    private void letGo(int attempt) throws IOException {
        await(attempt, What.TOLD);
        if (tried.leavesByItself()) {
            Files.createFile(Stage.go(folder, component, attempt));
        }
    }

    private String host(int attempt) {
        return map.attempts(component).get(attempt - 1).host();
    }

    /** HTCondor logs nothing of a shadow that was killed until the job begins again. */
    private boolean hasLeft(int attempt, Fault fault) {
        return fault == Fault.KILL_SHADOW
                ? job.isIdle()
                : map.attempts(component).get(attempt - 1).how().isPresent();
    }

    private List<Path> files() throws IOException {
        return switch (tried.fitness()) {
            case IN_PLACE, CONSUMES -> List.of(Unfit.file(folder, component), Unfit.file(folder, component));
            default -> job.generations();
        };
    }

    private Line await(int attempt, What what) {
        await("attempt " + attempt + " " + what, () -> line(attempt, what) != null);
        return line(attempt, what);
    }

    private void await(String what, Callable<Boolean> condition) {
        Waits.until(tried + ": " + what, PATIENCE, INTERVAL, condition);
    }

    private Line line(int attempt, What what) {
        return trace.lines().stream()
                .filter(line -> line.attempt() == attempt && line.what() == what)
                .findFirst()
                .orElse(null);
    }
}
