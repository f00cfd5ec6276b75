package io.htmap.pool;

import io.htmap.ComponentMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A component's job on the access point. */
record Job(int cluster, int proc) {
    private static final int SPOOL_FAN_OUT = 10_000;
    private static final String IDLE = "1";

    static Job of(ComponentMap<?, ?> map, int component) {
        return new Job(Queue.cluster(map), component);
    }

    /** Returns how HTCondor's programs name it. */
    String id() {
        return cluster + "." + proc;
    }

    /** Has it leave its node without a signal. */
    void vacateFast() {
        Commands.run("condor_vacate_job", "-fast", id());
    }

    /** Kills its shadow with -9; one must be there. */
    void killShadow() {
        Pool.asRoot(Pool.ACCESS_POINT, "pkill", "-KILL", "-f", "^condor_shadow .*\\b" + cluster + "\\." + proc + " ");
    }

    /** Returns whether it waits for a node. */
    boolean isIdle() {
        return Commands.run("condor_q", id(), "-af", "JobStatus").strip().equals(IDLE);
    }

    /** Returns the generations that wait in the spool for its next node, newest first. */
    List<Path> generations() throws IOException {
        Path folder = Path.of(Commands.run("condor_config_val", "SPOOL").strip())
                .resolve(Integer.toString(cluster % SPOOL_FAN_OUT))
                .resolve(Integer.toString(proc % SPOOL_FAN_OUT))
                .resolve("cluster" + cluster + ".proc" + proc + ".subproc0")
                .resolve("state/ckpt");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ckpt"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
