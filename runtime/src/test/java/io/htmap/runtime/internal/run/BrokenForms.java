package io.htmap.runtime.internal.run;

import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import io.htmap.runtime.StateCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/** Functions that go on behind a form that was left in the midst of a step, or whose end could not be written. */
final class BrokenForms {
    private static final Path LOG = Path.of("log");

    private BrokenForms() {}

    static int worksBehindOneThatFailed(Gate gate) throws Exception {
        int end = EndedForms.counts(gate);
        try {
            Resumable.from(() -> 0).evolve(state -> {
                throw new IOException("gave up");
            });
        } catch (IOException e) {
            gate.pass("behind");
        }
        return end;
    }

    /** The step that fails has written its line by then. */
    static String logsAndFails(Gate gate) throws Exception {
        try {
            logged(StateCodec.java(), 9);
        } catch (IOException e) {
            Resumable.from(() -> 0)
                    .saving(SavePolicy.everySteps(1))
                    .until(state -> state == 2)
                    .evolve(state -> {
                        gate.pass("second " + state);
                        return state + 1;
                    });
        }
        return Files.readString(LOG);
    }

    static String logsToAnEndThatCannotBeWritten(Gate gate) throws Exception {
        logged(new UpToTwo(), 3);
        String log = Files.readString(LOG);
        gate.pass("behind");
        return log;
    }

    /** The second form, which goes on from no state, has the folder that the first one has a file in. */
    static String rejectsAFolderAroundAFile(Gate gate) throws Exception {
        Path folder = Path.of("out");
        Path own = folder.resolve("first");
        logs(own, own, state -> true);
        logs(folder, folder.resolve("second"), state -> false);
        gate.pass("behind");
        return Files.readString(own) + Files.readString(folder.resolve("second"));
    }

    private static void logs(Path beside, Path log, Predicate<Integer> mine) throws Exception {
        Resumable.from(() -> 0)
                .saving(SavePolicy.everySteps(1))
                .and(beside)
                .resumingOnly(mine)
                .until(state -> state == 2)
                .evolve(state -> {
                    Files.createDirectories(log.getParent());
                    Files.writeString(log, "" + state, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    return state + 1;
                });
    }

    private static void logged(StateCodec<Integer> codec, int end) throws Exception {
        Resumable.from(() -> 0)
                .saving(SavePolicy.everySteps(1))
                .written(codec)
                .and(LOG)
                .until(state -> state == end)
                .evolve(state -> {
                    Files.writeString(LOG, "" + state, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    if (state == 3) {
                        throw new IOException("gave up");
                    }
                    return state + 1;
                });
    }

    private static final class UpToTwo implements StateCodec<Integer> {
        @Override
        public void write(Integer state, OutputStream out) throws IOException {
            if (state > 2) {
                throw new IOException("too large");
            }
            new DataOutputStream(out).writeInt(state);
        }

        @Override
        public Integer read(InputStream in) throws IOException {
            return new DataInputStream(in).readInt();
        }
    }
}
