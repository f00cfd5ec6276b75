package io.htmap.pool;

import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Does to the machines of bin/pool what befalls those of a real pool. */
final class Pool {
    static final String ACCESS_POINT = "submit";

    private static final String PROGRAM =
            Path.of("..", "bin", "pool").toAbsolutePath().normalize().toString();

    private Pool() {}

    /** Runs a command of bin/pool. */
    static String pool(String... arguments) {
        return Commands.run(command(arguments));
    }

    /** Runs a program as root on a machine. */
    static String asRoot(String machine, String... command) {
        return Commands.run(command(inside(machine, command)));
    }

    /** As {@link #asRoot}, for a program that may fail. */
    static Commands.Done tryAsRoot(String machine, String... command) {
        return Commands.attempt(command(inside(machine, command)));
    }

    /** Starts a program of the tests on a machine, as the user who runs them, instead of beside its access point. */
    static Process start(String machine, Path output, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(command("exec", "--on", machine, "--")));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static String[] inside(String machine, String... command) {
        List<String> arguments = new ArrayList<>(List.of("exec", "--root", "--on", machine, "--"));
        arguments.addAll(Arrays.asList(command));
        return arguments.toArray(String[]::new);
    }

    private static String[] command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(Arrays.asList(arguments));
        return command.toArray(String[]::new);
    }

    /** Kills all processes of a program on a machine with -9; one must be there. */
    static void killAll(String machine, String program) {
        asRoot(machine, "pkill", "-KILL", "-x", program);
    }

    /** Returns whether a program runs on a machine. */
    static boolean runs(String machine, String program) {
        return tryAsRoot(machine, "pgrep", "-x", program).exitCode() == 0;
    }

    /** Pulls the network cable of a node. */
    static void cutOff(String node) {
        pool("node", "lose", node);
    }

    /** Cuts the power of a node. */
    static void powerOff(String node) {
        pool("node", "kill", node);
    }

    /** Undoes either, and waits until the node has slots again. */
    static void bringBack(String node) {
        pool("node", "back", node);
    }

    /** Sees to it that nothing is left of what a test did to the machines, whether it came to its end or not. */
    static void repair() {
        for (String line : machines()) {
            if (!line.strip().endsWith(" on")) {
                bringBack(name(line));
            }
        }
        if (!answers()) {
            Waits.until("the schedd answers again", Pool::answers);
        }
    }

    private static List<String> machines() {
        return List.of(pool("node", "list").split("\n"));
    }

    private static String name(String machine) {
        return machine.split("\\s+")[0];
    }

    /** Returns the names of the nodes. */
    static List<String> nodes() {
        return machines().stream()
                .map(Pool::name)
                .filter(machine -> !machine.equals(ACCESS_POINT))
                .toList();
    }

    /** Returns whether the schedd answers. */
    static boolean answers() {
        return Commands.attempt("condor_q", "-totals").exitCode() == 0;
    }
}
