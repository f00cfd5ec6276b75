package io.htmap.cli.demo;

import io.htmap.Attempt;
import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.examples.Counter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What is done to the counter, step by step; prints its statuses as they change. */
final class Scenario {
    private static final int COUNTER = 0;
    private static final int STEPS_BEFORE_EVICTION = 10;
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A node of a busy pool may be long in coming. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ComponentMap<Counter.Job, Boolean> map;
    private final Path trace;
    private final PrintStream out;
    private final long start = System.nanoTime();
    private Trace printed = Trace.parse("");
    private long nextLook = start;
    private @Nullable Status shown;
    private int shownAttempts;
    private int attempt;

    Scenario(ComponentMap<Counter.Job, Boolean> map, Path trace, PrintStream out) {
        this.map = map;
        this.trace = trace;
        this.out = out;
    }

    /** Lets it run until its tenth step is completed, so that at least the ninth is saved, and evicts it. */
    void evictAfterTenSteps() {
        attempt++;
        await(
                "attempt " + attempt + " to complete step " + STEPS_BEFORE_EVICTION,
                () -> progress().completed(attempt).contains(STEPS_BEFORE_EVICTION));
        evict("it has completed step " + STEPS_BEFORE_EVICTION);
    }

    /** Waits until it has loaded its checkpoint, and evicts it at once: its next save is a second away. */
    void evictBeforeItSavesAgain() {
        attempt++;
        await("attempt " + attempt + " to load its checkpoint", this::hasStarted);
        evict("it has loaded its checkpoint and saved nothing yet");
    }

    private void evict(String why) {
        say("vacate: " + why);
        map.vacate(COUNTER);
        awaitEnd();
    }

    /** Returns whether the counter's node sees the trace, as far as that is known by now. */
    boolean isTraceShared() {
        return !Trace.read(trace).isEmpty();
    }

    /** Waits for its next start and then some time, and has its process killed as a power cut would. */
    void kill(Duration delay, Path request) {
        attempt++;
        await("attempt " + attempt + " to start", this::hasStarted);
        long due = System.nanoTime() + delay.toNanos();
        await("the moment of the kill", () -> System.nanoTime() >= due);
        say("kill -9 " + progress().start(attempt).orElseThrow().pid());
        request(request);
        awaitEnd();
    }

    /** The process is perhaps on another machine: it does the killing itself. */
    private static void request(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new HtmapException("cannot ask for the kill with the file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Waits until it is done, and collects what happened. */
    Account finish(int steps) {
        await("the counter to end", () -> map.status(COUNTER).isTerminal());
        boolean result = map.get(COUNTER);
        List<Attempt> attempts = map.attempts(COUNTER);
        List<Transcript> transcripts =
                attempts.stream().map(one -> transcript(one.number())).toList();
        Trace traced = isTraceShared() ? Trace.read(trace) : Trace.of(transcripts);
        return new Account(attempts, transcripts, traced, steps, result);
    }

    private boolean hasStarted() {
        return progress().start(attempt).isPresent();
    }

    /** What it did up to now; asking a node for its output is costly, so that is done only where there is no other way. */
    private Trace progress() {
        Trace shared = Trace.read(trace);
        if (!shared.isEmpty()) {
            return shared;
        }
        long now = System.nanoTime();
        if (now >= nextLook) {
            printed = Trace.of(List.of(transcript(attempt)));
            nextLook = now + LOOK.toNanos();
        }
        return printed;
    }

    private void awaitEnd() {
        int ending = attempt;
        await("attempt " + ending + " to end", () -> map.attempts(COUNTER).stream()
                .anyMatch(one -> one.number() == ending && one.end().isPresent()));
    }

    /** Returns what an attempt has printed so far: nothing if it has not begun. */
    private Transcript transcript(int number) {
        boolean begun = map.attempts(COUNTER).size() >= number;
        return Transcript.of(begun ? map.stdout(COUNTER, number) : "");
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            showStatus();
            boolean ended = isDoneAfterTick();
            if (System.nanoTime() > deadline || ended && !condition.getAsBoolean()) {
                throw new HtmapException("the demo waited in vain for " + what + "; see 'htmap components " + map.tag()
                        + "' and 'htmap stdout " + map.tag() + " 0'");
            }
        }
        showStatus();
    }

    /** Waits a moment; a held or errored counter ends the demo here, with the reason. */
    private boolean isDoneAfterTick() {
        try {
            map.await(TICK);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void showStatus() {
        // in this order: an attempt that begins in between would else be shown to have ended
        Status now = map.status(COUNTER);
        int begun = map.attempts(COUNTER).size();
        if (begun > shownAttempts && shown == Status.RUNNING) {
            // it was idle only between two looks
            show(Status.IDLE);
        }
        shownAttempts = begun;
        if (now != shown) {
            show(now);
        }
    }

    private void show(Status status) {
        say(status.label());
        shown = status;
    }

    private void say(String what) {
        out.println(Words.seconds(Duration.ofNanos(System.nanoTime() - start)) + "  " + what);
    }
}
