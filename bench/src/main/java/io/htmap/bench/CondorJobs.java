package io.htmap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Jobs of {@code /bin/true} that are submitted by hand: one cluster. */
final class CondorJobs {
    private final Path folder;
    private final String description;
    private long start;
    private String cluster = "";

    private CondorJobs(Path parent, int count, String more) throws IOException {
        this.folder = Files.createTempDirectory(parent, "jobs");
        this.description = "executable = /bin/true\ntransfer_executable = False\nshould_transfer_files = YES\n"
                + "log = log\nrequest_cpus = 1\nrequest_memory = 128MB\nrequest_disk = 64MB\nnotification = never\n"
                + more + "queue " + count + "\n";
    }

    static CondorJobs eager(Path parent, int count) throws IOException {
        return new CondorJobs(parent, count, "");
    }

    static CondorJobs late(Path parent, int count) throws IOException {
        return new CondorJobs(parent, count, "max_materialize = 20000\nmax_idle = 1000\n");
    }

    /** Returns how long condor_submit took, in seconds. */
    double submit() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("submit"), description);
        String script = "cd '" + folder + "' && exec condor_submit -terse '" + file + "'";
        start = System.nanoTime();
        String answer = CondorSchedd.run(List.of("sh", "-c", script));
        double took = seconds(start);
        cluster = answer.strip().split("\\.")[0];
        return took;
    }

    /** Returns how long it was from the call of submit to the first job that ran, in seconds. */
    double awaitFirst() throws IOException, InterruptedException {
        CondorSchedd.awaitFirst(folder.resolve("log"));
        return seconds(start);
    }

    /** Returns how long it was from the call of submit to the end of the last job, in seconds. */
    double awaitAll() throws IOException, InterruptedException {
        awaitGone();
        return seconds(start);
    }

    /** Returns how long it took to have no job in the queue any more, in seconds. */
    double remove() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        CondorSchedd.run(List.of("condor_rm", cluster));
        awaitGone();
        return seconds(begin);
    }

    /** With late materialization there may be no job for a moment; the cluster itself then still is there. */
    private void awaitGone() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        boolean late = description.contains("max_materialize");
        while (late && !Files.readString(log).contains("\n036 (")) {
            Thread.sleep(50);
        }
        CondorSchedd.awaitGone("ClusterId == " + cluster);
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
