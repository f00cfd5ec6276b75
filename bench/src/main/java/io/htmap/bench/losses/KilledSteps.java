package io.htmap.bench.losses;

import io.htmap.bench.losses.Mark.What;
import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Does steps until it has been killed often enough, and tells each in a file that survives. Losses are without memory:
 * when an attempt is killed follows from the seed, the component and the attempt.
 *
 * @param folder where the files are
 * @param kills how often
 * @param meanSeconds between the start of an attempt and its kill
 * @param plan when to save
 * @param stateBytes what is saved has so many
 */
record KilledSteps(String folder, int kills, double meanSeconds, Plan plan, int stateBytes, long seed)
        implements MapFunction<Integer, Integer> {
    private static final int STEP_MILLIS = 50;

    @Override
    public String toString() {
        return kills + " kills each, one in " + meanSeconds + " s, seed " + seed + ", " + plan + ", " + stateBytes
                + " bytes a state";
    }

    /** What is saved. */
    private record State(int step, byte[] bulk) implements Serializable {
        State next() {
            return new State(step + 1, bulk);
        }
    }

    static Path file(Path folder, int component) {
        return folder.resolve("steps-" + component);
    }

    @Override
    public Integer apply(Integer input) throws Exception {
        ToldPolicy policy = plan.policy();
        Checkpoint<State> checkpoint = Checkpoint.of(State.class).saving(policy);
        State state = checkpoint.restore().orElseGet(this::first);
        tell(What.STARTED, state, policy);
        if (Component.attempt() > kills) {
            return state.step();
        }
        killLater(policy);
        while (true) {
            tell(What.BEGUN, state, policy);
            Thread.sleep(STEP_MILLIS);
            state = state.next();
            tell(What.DONE, state, policy);
            if (checkpoint.offer(state)) {
                tell(What.SAVED, state, policy);
            }
        }
    }

    private State first() {
        byte[] bulk = new byte[stateBytes];
        new SplittableRandom(seed).nextBytes(bulk);
        return new State(0, bulk);
    }

    private void tell(What what, State state, ToldPolicy policy) throws IOException {
        tell(what, state.step(), policy);
    }

    private void tell(What what, int step, ToldPolicy policy) throws IOException {
        Mark mark = new Mark(
                what, Component.attempt(), step, System.nanoTime(), policy.intervalNanos(), policy.costNanos());
        mark.addTo(file(Path.of(folder), Component.index()));
    }

    /** An attempt that goes on in another process after a save keeps its time. */
    private void killLater(ToldPolicy policy) throws IOException {
        long due = started() + delayNanos() - System.nanoTime();
        Thread killer = new Thread(() -> {
            try {
                TimeUnit.NANOSECONDS.sleep(due);
                tell(What.KILLED, 0, policy);
                String self = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("/bin/kill", "-KILL", self).start();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        killer.setDaemon(true);
        killer.start();
    }

    private long started() throws IOException {
        return Mark.in(file(Path.of(folder), Component.index())).stream()
                .filter(mark -> mark.attempt() == Component.attempt())
                .findFirst()
                .orElseThrow()
                .nanos();
    }

    private long delayNanos() {
        SplittableRandom random = new SplittableRandom(seed + 1_000_003L * Component.index() + Component.attempt());
        return (long) (-1e9 * meanSeconds * Math.log1p(-random.nextDouble()));
    }
}
