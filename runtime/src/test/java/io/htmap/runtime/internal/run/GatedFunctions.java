package io.htmap.runtime.internal.run;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SaveCosts;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.StateCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Functions in the resumable forms that stop at a gate. Each tells where it is. */
final class GatedFunctions {
    private static final SavePolicy ALWAYS = SavePolicy.everySteps(1);

    private GatedFunctions() {}

    static void tellEvictions() {
        Component.onEviction(() -> System.out.println("told"));
    }

    /** Counts to five. It saves at evictions only. */
    static int counts(Gate gate) throws Exception {
        return counts(gate, new GatedCodec(gate));
    }

    static int counts(Gate gate, StateCodec<Integer> codec) throws Exception {
        tellEvictions();
        return Resumable.from(() -> {
                    gate.pass("first");
                    return 0;
                })
                .saving(SavePolicy.atEvictions())
                .written(codec)
                .until(state -> state == 5)
                .evolve(state -> {
                    gate.pass("step " + (state + 1));
                    return state + 1;
                });
    }

    private record GatedCodec(Gate gate) implements StateCodec<Integer> {
        @Override
        public void write(Integer state, OutputStream out) throws IOException {
            new DataOutputStream(out).writeInt(state);
        }

        @Override
        public Integer read(InputStream in) throws IOException {
            gate.pass("read");
            return new DataInputStream(in).readInt();
        }
    }

    /** Saves each step with {@code save}. */
    static int saves(Gate gate) throws Exception {
        tellEvictions();
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);
        int step = checkpoint.restore().orElse(0);
        while (step < 5) {
            gate.pass("step " + (step + 1));
            step++;
            checkpoint.save(step);
        }
        return step;
    }

    /** Two folds of different states, with a checkpoint of a file behind. */
    static String foldsTwice(Gate gate) throws Exception {
        int sum = Resumable.from(() -> 0)
                .saving(ALWAYS)
                .until(state -> state == 3)
                .evolve(state -> {
                    gate.pass("sum " + (state + 1));
                    return state + 1;
                });
        String text = Resumable.from(() -> "")
                .saving(ALWAYS)
                .until(state -> state.length() == sum + 1)
                .evolve(state -> {
                    gate.pass("text " + (state.length() + 1));
                    return state + state.length();
                });
        Path file = Path.of("plain");
        if (!Files.exists(file)) {
            gate.pass("plain");
            Files.writeString(file, "-plain");
            Component.checkpoint(file);
        }
        gate.pass("end");
        return text + Files.readString(file);
    }

    /** A fold for each item of a walk, and a file inside each. */
    static List<String> foldsInAWalk(Gate gate) throws Exception {
        return Resumable.walk(List.of("a", "b", "c"), item -> {
            String text = Resumable.from(() -> item)
                    .saving(ALWAYS)
                    .until(state -> state.length() == 4)
                    .evolve(state -> {
                        gate.pass(state + "+");
                        return state + item;
                    });
            gate.pass(item + " end");
            return text;
        });
    }

    /** A walk, and then a fold that says in its fifth step how far it is. */
    static int walksThenFolds(Gate gate) throws Exception {
        List<String> items = Resumable.walk(
                List.of("a", "b", "c"),
                item -> {
                    gate.pass(item);
                    return item;
                },
                ALWAYS);
        return Resumable.from(() -> 0)
                .saving(ALWAYS)
                .until(state -> state == 2 * items.size())
                .evolve(state -> {
                    gate.pass("step " + (state + 1));
                    if (state == 4) {
                        Component.progress(state, 6, "its own");
                    }
                    return state + 1;
                });
    }

    /** The outer state is changed in place, after the inner fold; every third step has none. */
    static int foldsInAFold(Gate gate) throws Exception {
        int[] last = Resumable.from(() -> new int[2])
                .saving(SavePolicy.everySteps(4))
                .until(state -> state[0] == 6)
                .evolve(state -> {
                    int step = state[0];
                    int inner = step % 3 == 0
                            ? step
                            : Resumable.from(() -> 0)
                                    .saving(ALWAYS)
                                    .until(sum -> sum >= 3)
                                    .evolve(sum -> {
                                        gate.pass("outer " + step + " inner " + sum);
                                        return sum + 1;
                                    });
                    state[0]++;
                    state[1] = 10 * state[1] + inner;
                    return state;
                });
        return last[1];
    }

    /** Two loops of the function's own, one after the other. */
    static int loopsTwice(Gate gate) throws Exception {
        return loop("one", 0, gate) + loop("two", 10, gate);
    }

    private static int loop(String name, int from, Gate gate) throws IOException {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class).saving(ALWAYS);
        int step = checkpoint.restore().orElse(from);
        while (step < from + 3) {
            gate.pass(name + " " + (step + 1));
            step++;
            checkpoint.offer(step);
        }
        return step;
    }

    /** Rejects the state of step 4 in all attempts but the first; keeps a file beside its state. */
    static int rejectsFour(Gate gate) throws Exception {
        Path log = Path.of("folder", "log");
        return Resumable.from(() -> 0)
                .saving(ALWAYS)
                .and(log)
                .written(StateCodec.java())
                .resumingOnly(state -> state != 4)
                .until(state -> state == 6)
                .evolve(state -> {
                    gate.pass("step " + (state + 1) + " of log "
                            + (Files.exists(log) ? Files.readString(log).strip() : ""));
                    Files.createDirectories(log.getParent());
                    Files.writeString(log, "" + (state + 1));
                    return state + 1;
                });
    }

    static int rejectsAll(Gate gate) throws Exception {
        Files.writeString(Path.of("own"), "made before");
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class).saving(ALWAYS);
        int step = checkpoint.restore(state -> false).orElse(0);
        while (step < 4) {
            gate.pass("step " + (step + 1) + " with " + Files.exists(Path.of("own")));
            step++;
            checkpoint.offer(step);
        }
        return step;
    }

    /** The state of a second form cannot go back alone. */
    static String rejectsTheSecond(Gate gate) throws Exception {
        return Resumable.walk(List.of("a", "b"), item -> {
                    gate.pass(item);
                    return Resumable.from(() -> item)
                            .saving(ALWAYS)
                            .resumingOnly(state -> state.length() < 2)
                            .until(state -> state.length() == 3)
                            .evolve(state -> {
                                gate.pass(state + "+");
                                return state + item;
                            });
                })
                .toString();
    }

    static int readsWithAFault(Gate gate) throws Exception {
        Checkpoint<Integer> checkpoint = Checkpoint.with(new FaultyCodec());
        return loop(checkpoint, gate);
    }

    static int asksForAnotherClass(Gate gate) throws Exception {
        if (Component.attempt() > 1) {
            Checkpoint.of(String.class).restore();
        }
        return loop(Checkpoint.of(Integer.class), gate);
    }

    private static int loop(Checkpoint<Integer> checkpoint, Gate gate) throws IOException {
        int step = checkpoint.restore().orElse(0);
        checkpoint.save(step + 1);
        gate.pass("saved");
        return step;
    }

    private static final class FaultyCodec implements StateCodec<Integer> {
        @Override
        public void write(Integer state, OutputStream out) throws IOException {
            out.write(state);
        }

        @Override
        public Integer read(InputStream in) {
            throw new IllegalArgumentException("no such number");
        }
    }

    /** Takes longer than the shortest time between two saves; writing its state takes half of that. */
    static int isDearToSave(Gate gate) throws Exception {
        return Resumable.from(() -> 0)
                .written(new SlowCodec())
                .until(state -> state == 30)
                .evolve(state -> {
                    Thread.sleep(50);
                    return state + 1;
                });
    }

    private static final class SlowCodec implements StateCodec<Integer> {
        @Override
        public void write(Integer state, OutputStream out) throws IOException {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            out.write(state);
            System.out.println("wrote " + state);
        }

        @Override
        public Integer read(InputStream in) throws IOException {
            return in.read();
        }
    }

    /** Says what is known of losses whenever it is asked. */
    static int tellsLosses(Gate gate) throws Exception {
        tellEvictions();
        return Resumable.from(() -> 0)
                .saving(GatedFunctions::always)
                .until(state -> state == 9)
                .evolve(state -> {
                    gate.pass("step " + (state + 1));
                    return state + 1;
                });
    }

    private static long always(SaveCosts costs) {
        System.out.println("losses " + costs.losses());
        return 0;
    }

    static List<Integer> walks(Integer items) throws Exception {
        return Resumable.walk(
                java.util.stream.IntStream.range(0, items).boxed().toList(),
                item -> {
                    System.out.println("item " + item);
                    if (item == 2 && Component.attempt() == 1) {
                        Functions.sleepForever();
                    }
                    return item;
                },
                ALWAYS);
    }

    static String foldsOnTwoThreads(String ignored) throws Exception {
        Resumable.from(() -> 0).until(state -> true).evolve(state -> state);
        return java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                    try {
                        Checkpoint.of(String.class).restore();
                        return "not refused";
                    } catch (IllegalStateException | IOException e) {
                        return e.getMessage();
                    }
                })
                .join();
    }

    static String offersInsideAnother(String ignored) throws Exception {
        Checkpoint<String> outer = Checkpoint.of(String.class);
        outer.restore();
        try {
            Resumable.walk(List.of(1, 2), item -> outer.offer("in the midst"));
            return "not refused";
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    static String offersAfterItsStep(String ignored) throws Exception {
        Checkpoint<String> inner = Checkpoint.of(String.class);
        try {
            Resumable.walk(List.of(1, 2), item -> item == 1 ? inner.restore().isEmpty() : inner.offer("too late"));
            return "not refused";
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }
}
