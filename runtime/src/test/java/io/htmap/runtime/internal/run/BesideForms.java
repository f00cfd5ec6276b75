package io.htmap.runtime.internal.run;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Functions of several forms whose files might be of another moment than their states. */
final class BesideForms {
    private static final Path LOG = Path.of("log");

    private BesideForms() {}

    private static void log(Object what) {
        try {
            Files.writeString(LOG, what + " ", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first one is not saved; so its steps are done again, and those of the second with them. */
    static String logsBehindOneThatFails(Gate gate) throws Exception {
        try {
            Resumable.from(() -> 0).evolve(state -> {
                if (state == 3) {
                    throw new IOException("gave up");
                }
                return state + 1;
            });
        } catch (IOException e) {
            logs("second", gate);
        }
        return Files.readString(LOG);
    }

    static String sharesItsLogWithOneThatFails(Gate gate) throws Exception {
        try {
            Resumable.from(() -> 0).and(LOG).saving(SavePolicy.everySteps(1)).evolve(state -> {
                log(state);
                if (state == 2) {
                    throw new IOException("gave up");
                }
                return state + 1;
            });
        } catch (IOException e) {
            logs("second", gate);
        }
        return Files.readString(LOG);
    }

    private static void logs(String name, Gate gate) throws Exception {
        Resumable.from(() -> 0)
                .and(LOG)
                .saving(SavePolicy.everySteps(1))
                .until(state -> state == 2)
                .evolve(state -> {
                    log(name + state);
                    gate.pass(name + " " + state);
                    return state + 1;
                });
    }

    /** The loop has offered nothing when its inner form is saved. */
    static String logsBeforeItsFirstState(Gate gate) throws Exception {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class).and(LOG);
        int step = checkpoint.restore().orElseGet(() -> {
            log("begin");
            return 0;
        });
        while (step < 2) {
            int outer = step;
            Resumable.from(() -> 0)
                    .saving(SavePolicy.everySteps(1))
                    .until(inner -> inner == 3)
                    .evolve(inner -> {
                        gate.pass(outer + "." + inner);
                        return inner + 1;
                    });
            log(step++);
            checkpoint.offer(step);
        }
        return Files.readString(LOG);
    }

    /** It is told to leave in the step that fails. */
    static String failsWhenItIsToldToLeave(Gate gate) throws Exception {
        Component.onEviction(() -> System.out.println("wanted back"));
        try {
            Resumable.from(() -> 0).and(LOG).saving(SavePolicy.everySteps(2)).evolve(state -> {
                log(state);
                gate.pass("first " + state);
                if (state == 5) {
                    throw new IOException("gave up");
                }
                return state + 1;
            });
        } catch (IOException e) {
            logs("second", gate);
        }
        return Files.readString(LOG);
    }

    /** Another thread asks for a checkpoint in the midst of a step. */
    static String isSavedByAnotherThread(Gate gate) throws Exception {
        Files.createFile(Path.of("other"));
        StringBuilder refused = new StringBuilder();
        Resumable.from(() -> 0).and(LOG).until(state -> state == 2).evolve(state -> {
            log(state);
            Thread other = new Thread(() -> {
                try {
                    Component.checkpoint(Path.of("other"));
                } catch (IllegalStateException | IOException e) {
                    refused.append(e.getMessage());
                }
            });
            other.start();
            other.join();
            return state + 1;
        });
        return refused.toString();
    }
}
