package io.htmap.runtime.internal.run;

import io.htmap.runtime.Component;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Functions in the resumable forms whose steps or saves fail, or whose steps change the state in place. */
final class FailingForms {
    private FailingForms() {}

    /** A step of the fold fails when it has changed the state; the function goes on without. */
    static String givesUpAndWalks(Gate gate) throws Exception {
        GatedFunctions.tellEvictions();
        String end = "whole";
        try {
            Resumable.from(() -> new ArrayList<Integer>())
                    .saving(SavePolicy.atEvictions())
                    .until(state -> state.size() == 6)
                    .evolve(FailingForms::grownToThree);
        } catch (IOException e) {
            end = e.getMessage();
        }
        return end + walk(gate, "a", "b") + walk(gate, "c", "d");
    }

    private static ArrayList<Integer> grownToThree(ArrayList<Integer> state) throws IOException {
        state.add(state.size());
        if (state.size() == 3) {
            throw new IOException("gave up");
        }
        return state;
    }

    static String walksTwice(Gate gate) throws Exception {
        GatedFunctions.tellEvictions();
        return "" + walk(gate, "a", "b") + walk(gate, "c", "d");
    }

    private static List<String> walk(Gate gate, String... items) throws Exception {
        return Resumable.walk(
                List.of(items),
                item -> {
                    gate.pass(item);
                    return item;
                },
                SavePolicy.atEvictions());
    }

    /** Another list in each attempt, of the same length. */
    static String walksOverOtherDays(Gate gate) throws Exception {
        LocalDate first = LocalDate.of(2026, 1, Component.attempt());
        return ""
                + Resumable.walk(
                        List.of(first, first.plusDays(1)),
                        day -> {
                            gate.pass(day.equals(first) ? "first day" : "second day");
                            return day.toString();
                        },
                        SavePolicy.everySteps(1));
    }

    /** Its files lie in the attempt's own folder, which a link leads to, as on nodes with a disk for such folders. */
    static String walksOverOwnFiles(Gate gate) throws Exception {
        Path link = Path.of(gate.folder(), "to-" + Component.attempt());
        Files.createSymbolicLink(link, Path.of("").toRealPath());
        return Resumable.walk(
                        List.of(link.resolve("a"), link.resolve("b")),
                        file -> {
                            gate.pass(file.getFileName().toString());
                            return file.getFileName().toString();
                        },
                        SavePolicy.everySteps(1))
                .toString();
    }

    static String savesOutside(Gate gate) throws Exception {
        try {
            return Resumable.from(() -> "0")
                    .saving(SavePolicy.atEvictions())
                    .and(Path.of("log"), Path.of("..", "log"))
                    .until(state -> state.length() == 3)
                    .evolve(state -> state + state.length());
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Its states cannot be written from the third on. */
    static int cannotBeSavedLater(Gate gate) throws Exception {
        return GatedFunctions.counts(gate, new LimitedCodec(3));
    }

    static int cannotBeSaved(Gate gate) throws Exception {
        return GatedFunctions.counts(gate, new LimitedCodec(0));
    }

    private record LimitedCodec(int most) implements StateCodec<Integer> {
        @Override
        public void write(Integer state, OutputStream out) throws IOException {
            if (state > most) {
                throw new IllegalArgumentException("cannot write\n" + state);
            }
            new DataOutputStream(out).writeInt(state);
        }

        @Override
        public Integer read(InputStream in) throws IOException {
            return new DataInputStream(in).readInt();
        }
    }
}
