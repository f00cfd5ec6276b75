package io.htmap.runtime.internal.run;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.StateCodec;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Functions that do something else behind a resumable form, or beside it. */
final class EndedForms {
    private EndedForms() {}

    /** Does something else behind a fold that saves at evictions only. */
    static int worksBehind(Gate gate) throws Exception {
        int end = counts(gate);
        gate.pass("behind");
        return end;
    }

    static int counts(Gate gate) throws Exception {
        return Resumable.from(() -> 0)
                .saving(SavePolicy.atEvictions())
                .until(state -> state == 3)
                .evolve(state -> {
                    gate.pass("step " + (state + 1));
                    return state + 1;
                });
    }

    /** The form's file is changed behind it. */
    static String worksBehindWithAFile(Gate gate) throws Exception {
        Path log = Path.of("log");
        Resumable.from(() -> 0)
                .saving(SavePolicy.atEvictions())
                .and(log)
                .until(state -> state == 3)
                .evolve(state -> {
                    gate.pass("step " + (state + 1));
                    append(log, state);
                    return state + 1;
                });
        String whole = Files.readString(log);
        Files.writeString(log, "half");
        gate.pass("behind");
        return whole;
    }

    private static void append(Path log, int state) throws Exception {
        Files.writeString(log, "" + state, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static int namesAFileThatIsNotThere(Gate gate) throws Exception {
        return Resumable.from(() -> 0)
                .saving(SavePolicy.atEvictions())
                .and(Path.of("lgo"))
                .until(state -> state == 3)
                .evolve(state -> {
                    gate.pass("step " + (state + 1));
                    return state + 1;
                });
    }

    static String savesOnAnotherThread(Gate gate) throws Exception {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);
        checkpoint.restore();
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        checkpoint.save(1);
                        return "not refused";
                    } catch (Exception e) {
                        return e.getMessage();
                    }
                })
                .join();
    }

    /** In each round a fold of its own, with another one inside, which go on from states of this round only. */
    static List<String> rejectsThoseOfOtherRounds(Gate gate) throws Exception {
        Path log = Path.of("log");
        List<String> rounds = new ArrayList<>();
        Checkpoint<String> before = Checkpoint.of(String.class);
        before.restore();
        for (String round : List.of("a", "b")) {
            rounds.add(Resumable.from(() -> round)
                    .saving(SavePolicy.everySteps(1))
                    .and(log)
                    .resumingOnly(state -> state.startsWith(round))
                    .until(state -> state.length() == 3)
                    .evolve(state -> {
                        String inner = Resumable.from(() -> round)
                                .saving(SavePolicy.everySteps(1))
                                .until(text -> text.length() == 3)
                                .evolve(text -> {
                                    gate.pass(state + " " + text);
                                    return text + round;
                                });
                        Files.writeString(log, inner, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        return state + round;
                    }));
            before.save(round);
        }
        rounds.add(Files.readString(log));
        return rounds;
    }

    /** Keeps what it counts where serialization does not look. */
    static int countsInASuperclass(Gate gate) throws Exception {
        return Resumable.from(Counting::new)
                .saving(SavePolicy.atEvictions())
                .until(counting -> counting.count == 3)
                .evolve(counting -> {
                    gate.pass("step " + (counting.count + 1));
                    counting.count++;
                    return counting;
                })
                .count;
    }

    static class Count {
        int count;
    }

    static final class Counting extends Count implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static int cannotBeReadBack(Gate gate) throws Exception {
        return Resumable.from(() -> 0)
                .saving(SavePolicy.everySteps(1))
                .written(new HalfCodec())
                .until(state -> state == 3)
                .evolve(state -> {
                    gate.pass("step " + (state + 1));
                    return state + 1;
                });
    }

    /** Forgets to flush. */
    private static final class HalfCodec implements StateCodec<Integer> {
        @Override
        public void write(Integer state, OutputStream out) throws IOException {
            new DataOutputStream(new BufferedOutputStream(out)).writeInt(state);
        }

        @Override
        public Integer read(InputStream in) throws IOException {
            return new DataInputStream(in).readInt();
        }
    }

    static int isNestedTooDeep(Gate gate) throws Exception {
        return Resumable.from(() -> new Chain(null))
                .saving(SavePolicy.atEvictions())
                .until(chain -> chain.length() > 1)
                .evolve(chain -> Chain.of(200_000))
                .length();
    }

    /** A linked list. */
    record Chain(Chain rest) implements Serializable {
        static Chain of(int length) {
            Chain chain = new Chain(null);
            for (int i = 1; i < length; i++) {
                chain = new Chain(chain);
            }
            return chain;
        }

        int length() {
            int length = 0;
            for (Chain at = this; at != null; at = at.rest) {
                length++;
            }
            return length;
        }
    }

    /** Says nothing, and saves nothing. */
    static int doesShortSteps(int steps) throws Exception {
        return Resumable.from(() -> 0)
                .saving(SavePolicy.atEvictions())
                .until(state -> state == steps)
                .evolve(state -> {
                    Thread.sleep(100);
                    return state + 1;
                });
    }
}
