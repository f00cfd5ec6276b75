package io.htmap.bench;

import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Large maps on HTCondor against {@code condor_submit} by hand of as many jobs of {@code /bin/true}, in turns, and
 * prints a table. To be run on an access point. {@code CondorMaps [SUBMITTED [RUN [ROUNDS]]]}
 */
public final class CondorMaps {
    private static final int LARGEST_FACTOR = 10;

    private final Path folder;
    private final CondorSchedd schedd = new CondorSchedd();
    private final Map<String, List<String>> table = new LinkedHashMap<>();

    private CondorMaps(Path folder) {
        this.folder = folder;
    }

    /** Prints the table, a row for each thing that was measured. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int submitted = number(args, 0, 10_000);
        int run = number(args, 1, 1000);
        int rounds = number(args, 2, 3);
        Path home = Path.of(System.getProperty("user.home"));
        Path folder = Files.createTempDirectory(home, "htmap-bench").toRealPath();
        try {
            CondorMaps bench = new CondorMaps(folder);
            for (int round = 0; round < rounds; round++) {
                bench.submitAndRemove(submitted);
            }
            bench.submission(submitted);
            bench.submission(LARGEST_FACTOR * submitted);
            bench.run(run);
            bench.print();
        } finally {
            DurableFiles.deleteTree(folder);
        }
    }

    private static int number(String[] args, int index, int usual) {
        return args.length > index ? Integer.parseInt(args[index]) : usual;
    }

    private void submitAndRemove(int count) throws IOException, InterruptedException {
        schedd.resetPeak();
        Map<String, String> map = client("submit", count);
        row("a map of %,d made: time of map(...)", count, map.get("made"));
        row("... from the call to the first component that runs", count, map.get("first"));
        row("... removed, until nothing is in the queue", count, map.get("removed"));
        row("... peak memory of the client", count, map.get("client"));
        row("... peak memory of the schedd", count, schedd.peak());
        byHand("condor_submit of %,d jobs, all at once", count, CondorJobs.eager(folder, count));
        byHand("condor_submit of %,d jobs, late materialization", count, CondorJobs.late(folder, count));
    }

    private void byHand(String what, int count, CondorJobs jobs) throws IOException, InterruptedException {
        schedd.resetPeak();
        row(what + ": time of condor_submit", count, seconds(jobs.submit()));
        row(what + ", from the call to the first job that runs", count, seconds(jobs.awaitFirst()));
        row(what + ", condor_rm until nothing is in the queue", count, seconds(jobs.remove()));
        row(what + ", peak memory of the schedd", count, schedd.peak());
    }

    private void submission(int count) throws IOException, InterruptedException {
        row(
                "submission alone of a map of %,d that is made",
                count, client("submission", count).get("submission"));
    }

    private void run(int count) throws IOException, InterruptedException {
        schedd.resetPeak();
        Map<String, String> map = client("run", count);
        row("a map of %,d run to the end", count, map.get("run"));
        row("... and its outputs read, from the call on", count, map.get("read"));
        row("... from the call to the first component that runs", count, map.get("first"));
        row("... peak number of files in the map directory", count, map.get("peak_files"));
        row("... final number of files in the map directory", count, map.get("final_files"));
        row("... peak memory of the client", count, map.get("client"));
        row("... peak memory of the schedd", count, schedd.peak());
        schedd.resetPeak();
        CondorJobs jobs = CondorJobs.late(folder, count);
        jobs.submit();
        row("%,d jobs by hand, late materialization, run to the end", count, seconds(jobs.awaitAll()));
        row("%,d jobs by hand, peak memory of the schedd", count, schedd.peak());
    }

    /** A process of its own for each map, so that its memory is its own. */
    private Map<String, String> client(String verb, int count) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(folder, "home");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                usersClassPath(),
                CondorMapClient.class.getName(),
                verb,
                home.toString(),
                Integer.toString(count));
        Map<String, String> figures = new LinkedHashMap<>();
        for (String word : CondorSchedd.run(command).strip().split("\\s+")) {
            String[] pair = word.split("=", 2);
            figures.put(pair[0], pair[1].replace('_', ' '));
        }
        return figures;
    }

    /** What a user's program has, without the libraries of other benchmarks: all of it travels to the nodes. */
    private static String usersClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !entry.matches(".*/(jmh|jopt|commons-math).*"))
                .collect(Collectors.joining(":"));
    }

    private void row(String what, int count, String figure) {
        String line = String.format(Locale.ROOT, what.startsWith("...") ? "%2$s" : what, count, what);
        System.err.println(line + ": " + figure);
        table.computeIfAbsent(line + "|" + count, first -> new ArrayList<>()).add(figure);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    private void print() {
        System.out.println("| | figures |\n| --- | --- |");
        table.forEach((what, figures) ->
                System.out.println("| " + what.split("\\|")[0] + " | " + String.join(", ", figures) + " |"));
    }
}
