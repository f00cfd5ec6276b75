package io.htmap.testing;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program of its own that makes the map of a {@link CounterRun}, if it is not there yet, and waits for its result. */
public final class Client {
    /** What it says when it has its map. */
    public static final String WAITING = "waiting";

    private Client() {}

    /** @param arguments the home, the folder of gate and trace, the number of steps, and whether it saves */
    public static void main(String[] arguments) throws Exception {
        Counter counter = new Counter(
                new Gate(Path.of(arguments[1], "gate").toString()),
                0,
                Trace.in(Path.of(arguments[1])),
                Boolean.parseBoolean(arguments[3]));
        try (Htmap htmap = Htmap.open(Path.of(arguments[0]))) {
            ComponentMap<Integer, Long> map = htmap.tags().contains(CounterRun.TAG)
                    ? htmap.load(CounterRun.TAG)
                    : htmap.map(
                            CounterRun.TAG,
                            counter,
                            List.of(Integer.parseInt(arguments[2])),
                            CounterRun.options(Duration.ofSeconds(20)));
            System.out.println(WAITING);
            System.out.println("result=" + map.get(0));
        }
    }

    /** Starts it. Its output goes to the file {@code client.out} in the folder. */
    public static Process start(TestHome home, Path folder, int steps, boolean saves) throws IOException {
        return start(
                Map.of(),
                folder.resolve("client.out"),
                Client.class,
                home.path().toString(),
                folder.toString(),
                Integer.toString(steps),
                Boolean.toString(saves));
    }

    /** Starts a program with this class path, and more in its environment. */
    public static Process start(Map<String, String> environment, Path output, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
