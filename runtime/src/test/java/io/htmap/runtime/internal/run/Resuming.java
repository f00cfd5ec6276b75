package io.htmap.runtime.internal.run;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Functions in the resumable forms. Each prints the steps that it does. */
final class Resuming {
    static final int STEPS = 12;

    private Resuming() {}

    record State(int step, long value) implements Serializable {
        static final State FIRST = new State(0, 1);

        State next(long millis) {
            sleep(millis);
            System.out.println("step " + (step + 1));
            return new State(step + 1, value * 31 + step + 1);
        }
    }

    /** Returns the right result of all the functions here. */
    static long result() {
        State state = State.FIRST;
        for (int i = 1; i <= STEPS; i++) {
            state = new State(i, state.value() * 31 + i);
        }
        return state.value();
    }

    static long folds(Integer millis) throws Exception {
        return fold(millis, SavePolicy.automatic());
    }

    static long foldsSavingAlways(Integer millis) throws Exception {
        return fold(millis, SavePolicy.everySteps(1));
    }

    static long foldsSavingNever(Integer millis) throws Exception {
        return fold(millis, SavePolicy.every(Duration.ofDays(1)));
    }

    private static long fold(int millis, SavePolicy policy) throws Exception {
        return Resumable.from(() -> State.FIRST)
                .until(state -> state.step() == STEPS)
                .saving(policy)
                .evolve(state -> state.next(millis))
                .value();
    }

    static List<Integer> walks(Integer millis) throws Exception {
        List<Integer> items = IntStream.rangeClosed(1, STEPS).boxed().toList();
        return Resumable.walk(items, item -> {
            sleep(millis);
            System.out.println("step " + item);
            return item * item;
        });
    }

    /** Keeps a file beside its state. */
    static long loops(Integer millis) throws IOException {
        Path log = Path.of("log");
        Checkpoint<State> checkpoint = Checkpoint.of(State.class).and(log);
        State state = checkpoint.restore().orElse(State.FIRST);
        System.out.println(
                "lines " + (Files.exists(log) ? Files.readAllLines(log).size() : 0));
        while (state.step() < STEPS) {
            state = state.next(millis);
            Files.writeString(
                    log,
                    state + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
            checkpoint.offer(state);
        }
        return state.value();
    }

    static long rejects(Integer millis) throws Exception {
        return Resumable.from(() -> State.FIRST)
                .until(state -> state.step() == STEPS)
                .resumingOnly(state -> state.step() < 0)
                .saving(SavePolicy.everySteps(1))
                .evolve(state -> state.next(millis))
                .value();
    }

    /** Asks, but does not leave. */
    static int ignores(Integer input) {
        System.out.println("asked " + Component.evictionRequested());
        sleep(Long.MAX_VALUE);
        return input;
    }

    static int listens(Integer input) {
        Component.onEviction(() -> System.out.println("listener told"));
        System.out.println("listening");
        sleep(Long.MAX_VALUE);
        return input;
    }

    static int leavesUnasked(Integer input) {
        Component.leave();
        return input;
    }

    /** Fails at once when its node is wanted back. */
    static int throwsWhenAsked(Integer input) {
        System.out.println("asking " + Component.evictionRequested());
        while (!Component.evictionRequested()) {
            sleep(5);
        }
        throw new IllegalStateException("the eviction broke something");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
