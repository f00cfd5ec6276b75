package io.htmap.runtime.internal.run;

import io.htmap.runtime.Checkpoint;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Functions that save or leave by hand before their forms, between them, or inside their steps. */
final class BetweenForms {
    private static final Path LOG = Path.of("log");
    private static final Path OWN = Path.of("own");

    private BetweenForms() {}

    static String savesBeforeThem(Gate gate) throws Exception {
        savesByHand(gate);
        return logs(gate);
    }

    static String savesBetweenThem(Gate gate) throws Exception {
        counts("first", SavePolicy.everySteps(1), gate);
        savesByHand(gate);
        return logs(gate);
    }

    private static void savesByHand(Gate gate) throws IOException {
        Files.writeString(OWN, "mine");
        Component.checkpoint(OWN);
        gate.pass("by hand");
    }

    private static String logs(Gate gate) throws Exception {
        Resumable.from(() -> 0)
                .and(LOG.toAbsolutePath())
                .saving(SavePolicy.everySteps(1))
                .until(state -> state == 4)
                .evolve(state -> {
                    gate.pass("log " + state);
                    Files.writeString(LOG, state + " ", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    return state + 1;
                });
        return Files.readString(LOG);
    }

    private static int counts(String name, SavePolicy policy, Gate gate) throws Exception {
        return Resumable.from(() -> 0).saving(policy).until(state -> state == 3).evolve(state -> {
            gate.pass(name + " " + state);
            return state + 1;
        });
    }

    /** The walk's results are not written yet when another thread asks for a checkpoint behind an item's form. */
    static List<String> isSavedByAnotherThreadInAWalk(Gate gate) throws Exception {
        Files.createDirectories(OWN);
        return Resumable.walk(
                List.of("a", "b", "c"),
                item -> {
                    String longer = Resumable.from(() -> item)
                            .until(text -> text.length() == 3)
                            .evolve(text -> text + item);
                    savesOnAnotherThread();
                    gate.pass(item);
                    return longer;
                },
                SavePolicy.atEvictions());
    }

    private static void savesOnAnotherThread() throws InterruptedException {
        Thread other = new Thread(() -> {
            try {
                Component.checkpoint(OWN);
            } catch (IllegalStateException | IOException e) {
                System.out.println(e.getMessage());
            }
        });
        other.start();
        other.join();
    }

    static int leavesInsideAStep(Gate gate) throws Exception {
        Component.onEviction(() -> System.out.println("wanted back"));
        int first = counts("first", SavePolicy.atEvictions(), gate);
        return Resumable.from(() -> first)
                .saving(SavePolicy.atEvictions())
                .until(state -> state == 6)
                .evolve(state -> {
                    gate.pass("second " + state);
                    leavesIfAsked();
                    return state + 1;
                });
    }

    static List<Integer> leavesInsideAnItem(Gate gate) throws Exception {
        Component.onEviction(() -> System.out.println("wanted back"));
        return Resumable.walk(
                List.of(1, 2, 3),
                item -> {
                    gate.pass("item " + item);
                    int three = counts("of " + item, SavePolicy.atEvictions(), gate);
                    gate.pass("end of " + item);
                    leavesIfAsked();
                    return three * item;
                },
                SavePolicy.atEvictions());
    }

    private static void leavesIfAsked() {
        if (Component.evictionRequested()) {
            Component.leave();
        }
    }

    /** Whether each of its offers says that it saved. */
    static String savesBehindOneThatFails(Gate gate) throws Exception {
        try {
            Resumable.from(() -> 0).and(LOG).evolve(state -> {
                Files.createFile(LOG);
                throw new IOException("gave up");
            });
            return "not failed";
        } catch (IOException e) {
            Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class).saving(SavePolicy.everySteps(1));
            int state = checkpoint.restore().orElse(0);
            checkpoint.save(state);
            return e.getMessage() + ", saved: " + checkpoint.offer(state + 1) + ", " + checkpoint.offer(state + 2);
        }
    }

    /** The first item has a form that is saved, the second has none. */
    static List<Integer> isSavedByAnotherThreadBehindAnItem(Gate gate) throws Exception {
        Files.createDirectories(OWN);
        return Resumable.walk(
                List.of(1, 2),
                item -> {
                    if (item == 1) {
                        return counts("of 1", SavePolicy.everySteps(1), gate);
                    }
                    savesOnAnotherThread();
                    gate.pass("of 2");
                    return item;
                },
                SavePolicy.atEvictions());
    }

    /** In the second attempt its step fails before the form inside it begins. */
    static int failsBeforeTheInnerOne(Gate gate) throws Exception {
        try {
            return Resumable.from(() -> 0).evolve(state -> {
                if (Component.attempt() == 2) {
                    throw new IOException("gave up");
                }
                return counts("inner", SavePolicy.everySteps(1), gate);
            });
        } catch (IOException e) {
            return Resumable.from(() -> 100).until(state -> state % 10 == 3).evolve(state -> state + 1);
        }
    }

    /** The second of three fails in its last step. */
    static String savesBehindASecondOneThatFails(Gate gate) throws Exception {
        counts("first", SavePolicy.everySteps(1), gate);
        try {
            Resumable.from(() -> 0).and(LOG).saving(SavePolicy.everySteps(2)).evolve(state -> {
                Files.writeString(LOG, state + " ", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                gate.pass("second " + state);
                if (state == 5) {
                    throw new IOException("gave up");
                }
                return state + 1;
            });
        } catch (IOException e) {
            counts("third", SavePolicy.everySteps(1), gate);
        }
        return Files.readString(LOG);
    }

    /** Another thread asks for a checkpoint in a step in which another form begins, and the node is wanted back. */
    static int isSavedByAnotherThreadBeforeAnInnerOne(Gate gate) throws Exception {
        Component.onEviction(() -> System.out.println("wanted back"));
        Files.createDirectories(OWN);
        return Resumable.from(() -> 0)
                .saving(SavePolicy.atEvictions())
                .until(state -> state == 5)
                .evolve(state -> {
                    System.out.println("at outer " + state);
                    if (state == 3) {
                        savesOnAnotherThread();
                        gate.pass("before the inner one");
                        counts("inner", SavePolicy.atEvictions(), gate);
                    }
                    return state + 1;
                });
    }

    /** Works for a while behind what is to be saved. */
    static int leavesLongAfterTheFirst(Gate gate) throws Exception {
        int first = counts("first", SavePolicy.atEvictions(), gate);
        gate.pass("behind");
        return first;
    }

    static String savesInAListenerAndLeaves(Gate gate) throws Exception {
        Component.onEviction(() -> {
            try {
                Files.writeString(OWN, "part");
                Component.checkpoint(OWN);
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
            System.out.println("wanted back");
        });
        System.out.println("own: " + Files.exists(OWN));
        return Resumable.walk(
                        List.of("a", "b", "c"),
                        item -> {
                            gate.pass(item);
                            leavesIfAsked();
                            return item;
                        },
                        SavePolicy.atEvictions())
                .toString();
    }

    static int worksBehindALoop(Gate gate) throws Exception {
        int first = counts("first", SavePolicy.atEvictions(), gate);
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class).saving(SavePolicy.atEvictions());
        int step = checkpoint.restore().orElse(0);
        while (step < 2) {
            checkpoint.offer(++step);
        }
        gate.pass("behind");
        return first + step;
    }

    static int savesBehindALoop(Gate gate) throws Exception {
        Component.onEviction(() -> System.out.println("wanted back"));
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);
        int step = checkpoint.restore().orElse(0);
        while (step < 3) {
            checkpoint.offer(++step);
        }
        checkpoint.save(step);
        return step + counts("second", SavePolicy.everySteps(1), gate);
    }

    static int offersBeforeItsStep(Gate gate) throws Exception {
        Component.onEviction(() -> System.out.println("wanted back"));
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);
        int step = checkpoint.restore().orElse(0);
        while (step < 3) {
            checkpoint.offer(step);
            step += counts("of " + step, SavePolicy.atEvictions(), gate) - 2;
        }
        return step;
    }
}
