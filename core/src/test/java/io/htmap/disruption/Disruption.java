package io.htmap.disruption;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Has one component lose its node as its case says. */
final class Disruption {
    /** What is done to all components of a map at once. */
    interface Together {
        /** Waits for the others, kills the scheduler, and starts the next one. */
        void killScheduler() throws Exception;
    }

    private final ComponentMap<Case, Long> map;
    private final int component;
    private final Case tried;
    private final Path folder;
    private final Together together;
    private final Trace trace;

    Disruption(ComponentMap<Case, Long> map, int component, Case tried, Path folder, Together together) {
        this.map = map;
        this.component = component;
        this.tried = tried;
        this.folder = folder;
        this.together = together;
        this.trace = Stage.trace(folder, component);
    }

    /** Plays the case to its end. Returns what became of it, or why it could not be played. */
    Outcome outcome() {
        try {
            play();
            return Outcome.of(map, component, tried, folder);
        } catch (Exception e) {
            return Outcome.of(map, component, tried, folder, Round.NOT_PLAYED + e);
        }
    }

    private void play() throws Exception {
        switch ((LocalKind) tried.kind()) {
            case VACATED -> vacate(1);
            case HELD -> hold();
            case KILLED -> kill(1);
            case SCHEDULER_KILLED -> killScheduler();
            case VACATED_TWICE -> {
                vacate(1);
                vacate(2);
            }
            case VACATED_THEN_KILLED -> {
                vacate(1);
                kill(2);
            }
            case VACATED_AND_KILLED -> vacateAndKill();
        }
    }

    private void vacate(int attempt) throws IOException {
        await(attempt, What.STOPPED);
        map.vacate(component);
        letLeave(attempt);
    }

    private void killScheduler() throws Exception {
        await(1, What.STOPPED);
        together.killScheduler();
        letLeave(1);
    }

    /** When it is about to end, all that it saves is saved. */
    private void letLeave(int attempt) throws IOException {
        letGo(attempt);
        await(attempt, What.LEAVING);
        wreckAfter(attempt);
        Files.createFile(Stage.leave(folder, component, attempt));
    }

    private void letGo(int attempt) throws IOException {
        await(attempt, What.TOLD);
        if (tried.leavesByItself()) {
            Files.createFile(Stage.go(folder, component, attempt));
        }
    }

    private void hold() throws IOException, TimeoutException {
        await(1, What.STOPPED);
        map.hold(component);
        letGo(1);
        map.awaitStatus(component, Status.HELD, Waits.LONG);
        wreckAfter(1);
        map.release(component);
    }

    /** It stands still, so what is damaged now is as if it were damaged after its end. */
    private void kill(int attempt) throws IOException {
        Line stopped = await(attempt, What.STOPPED);
        wreckAfter(attempt);
        Processes.killHard(stopped.pid());
    }

    private void vacateAndKill() throws IOException {
        await(1, What.STOPPED);
        map.vacate(component);
        Line told = await(1, What.TOLD);
        wreckAfter(1);
        Processes.killHard(told.pid());
    }

    private void wreckAfter(int attempt) throws IOException {
        if (attempt == 1) {
            tried.wreck().to(files());
        }
    }

    private List<Path> files() {
        return switch (tried.fitness()) {
            case IN_PLACE, CONSUMES -> List.of(Unfit.file(folder, component), Unfit.file(folder, component));
            default -> TestHome.generations(map, component);
        };
    }

    private Line await(int attempt, What what) {
        String wanted = tried + ": attempt " + attempt + " " + what;
        Waits.until(wanted, () -> line(attempt, what) != null);
        return line(attempt, what);
    }

    private Line line(int attempt, What what) {
        return trace.lines().stream()
                .filter(line -> line.attempt() == attempt && line.what() == what)
                .findFirst()
                .orElse(null);
    }
}
