package io.htmap.bench;

import io.htmap.runtime.MapFunction;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import io.htmap.runtime.internal.wire.JobSpec;
import io.htmap.runtime.internal.wire.Limits;
import io.htmap.runtime.internal.wire.ScratchLayout;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How long a component's process takes that computes next to nothing, against an empty {@code main}: whole processes, in
 * turns, with the flags of the embedded scheduler's workers. {@code StartUp [PAIRS]}
 */
public final class StartUp {
    private static final List<String> FLAGS =
            List.of("-Xmx384m", "-XX:ActiveProcessorCount=1", "-XX:-UsePerfData", "-Xshare:auto");

    private final Path folder;
    private int attempt;

    private StartUp(Path folder) {
        this.folder = folder;
    }

    /** An empty program. */
    public static final class Empty {
        private Empty() {}

        /** Does nothing. */
        public static void main(String[] args) {}
    }

    /** Prints medians and their ratio. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int pairs = args.length == 0 ? 15 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("htmap-bench").toRealPath();
        try {
            new StartUp(folder).measure(pairs);
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    private void measure(int pairs) throws IOException, InterruptedException {
        double[] empty = new double[pairs];
        double[] runner = new double[pairs];
        double[] ratios = new double[pairs];
        emptyMillis();
        runnerMillis();
        for (int i = 0; i < pairs; i++) {
            empty[i] = emptyMillis();
            runner[i] = runnerMillis();
            ratios[i] = runner[i] / empty[i];
        }
        System.out.printf(
                Locale.ROOT,
                "pairs=%d java=%s empty=%.0f ms runner=%.0f ms ratio_of_medians=%.2f median_of_ratios=%.2f"
                        + " spread=%.2f..%.2f%n",
                pairs,
                System.getProperty("java.version"),
                median(empty),
                median(runner),
                median(runner) / median(empty),
                median(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    private double emptyMillis() throws IOException, InterruptedException {
        return millis(command(Empty.class.getName()), folder);
    }

    private double runnerMillis() throws IOException, InterruptedException {
        attempt++;
        ScratchLayout scratch = prepare();
        double millis = millis(
                command(
                        "io.htmap.runtime.internal.run.Runner",
                        scratch.scratch().toString()),
                scratch.work());
        if (!Files.exists(scratch.output())) {
            throw new IOException("the runner left no output");
        }
        return millis;
    }

    /** What the scheduler makes before it starts a worker. */
    private ScratchLayout prepare() throws IOException {
        ScratchLayout scratch = new ScratchLayout(folder.resolve("scratch-" + attempt));
        Files.createDirectories(scratch.work());
        Files.createDirectories(scratch.out());
        Files.createFile(scratch.lock());
        ScratchMarks.prepare(scratch.marks());
        MapFunction<Integer, Integer> function = x -> x + 1;
        Path functionFile = Files.write(folder.resolve("function"), serialize(function));
        Path inputFile = folder.resolve("input-" + attempt);
        try (RecordWriter writer = RecordWriter.create(inputFile)) {
            writer.append(RecordKind.INPUT, 0, 0, serialize(1));
        }
        new JobSpec(
                        "map",
                        "trivial",
                        0,
                        attempt,
                        functionFile,
                        inputFile,
                        folder.resolve("checkpoints"),
                        scratch.output(),
                        Duration.ofSeconds(30),
                        Limits.NONE)
                .write(scratch.job());
        return scratch;
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath()));
        command.addAll(List.of(words));
        return command;
    }

    /** What a worker has: the run-time part, and the program's own classes. */
    private static String classPath() {
        return Stream.of(MapFunction.class, StartUp.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    private static double millis(List<String> command, Path folder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            process.getOutputStream().write(ScratchLayout.GO);
            process.getOutputStream().flush();
        } catch (IOException endedAlready) {
            // the empty program does not read
        }
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static byte[] serialize(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
