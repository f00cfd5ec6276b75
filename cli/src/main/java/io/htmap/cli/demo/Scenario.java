package io.htmap.cli.demo;

import io.htmap.Attempt;
import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import io.htmap.Status;
import io.htmap.examples.Counter;
import java.io.PrintStream;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ComponentMap<Counter.Job, Boolean> map;
    private final Path trace;
    private final PrintStream out;
    private final long start = System.nanoTime();
    private @Nullable Status shown;
    private int attempt;

    Scenario(ComponentMap<Counter.Job, Boolean> map, Path trace, PrintStream out) {
        this.map = map;
        this.trace = trace;
        this.out = out;
    }

    /** Lets it run until its tenth step is completed, so that at least the ninth is saved, and evicts it. */
    void evictAfterTenSteps() {
        attempt++;
        await("attempt " + attempt + " to complete step " + STEPS_BEFORE_EVICTION, () -> transcript(attempt)
                .hasCompleted(STEPS_BEFORE_EVICTION));
        evict("it has completed step " + STEPS_BEFORE_EVICTION);
    }

    /** Waits until it has loaded its checkpoint, and evicts it at once: its next save is a second away. */
    void evictBeforeItSavesAgain() {
        attempt++;
        await(
                "attempt " + attempt + " to load its checkpoint",
                () -> transcript(attempt).isFromCheckpoint() && hasStarted());
        evict("it has loaded its checkpoint and saved nothing yet");
    }

    private void evict(String why) {
        say("vacate: " + why);
        map.vacate(COUNTER);
        awaitEnd();
    }

    /** Waits for its next start and then some time, and kills its process as a power cut would. */
    void kill(Duration delay) {
        attempt++;
        await(
                "attempt " + attempt + " to start",
                () -> Trace.read(trace).start(attempt).isPresent());
        long due = System.nanoTime() + delay.toNanos();
        await("the moment of the kill", () -> System.nanoTime() >= due);
        long pid = Trace.read(trace).start(attempt).orElseThrow().pid();
        say("kill -9 " + pid);
        boolean killed =
                ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
        if (!killed) {
            throw new HtmapException("cannot kill process " + pid + " of the counter");
        }
        awaitEnd();
    }

    /** Waits until it is done, and collects what happened. */
    Account finish(int steps) {
        await("the counter to end", () -> map.status(COUNTER).isTerminal());
        boolean result = map.get(COUNTER);
        List<Attempt> attempts = map.attempts(COUNTER);
        List<Transcript> transcripts =
                attempts.stream().map(one -> transcript(one.number())).toList();
        return new Account(attempts, transcripts, Trace.read(trace), steps, result);
    }

    private boolean hasStarted() {
        return Trace.read(trace).start(attempt).isPresent();
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
        Status now = map.status(COUNTER);
        if (now != shown) {
            say(now.label());
            shown = now;
        }
    }

    private void say(String what) {
        out.println(Words.seconds(Duration.ofNanos(System.nanoTime() - start)) + "  " + what);
    }
}
