package io.htmap.pool;

/** Kills single processes on the nodes of bin/pool. */
final class Nodes {
    /** The JVM's parent is its script, whose parent is HTCondor's starter of that job alone. */
    private static final String KILL_STARTER =
            """
            script=$(ps -o ppid= -p "$0") && starter=$(ps -o ppid= -p $script) &&
              [ "$(ps -o comm= -p $starter)" = condor_starter ] && kill -KILL $starter
            """;

    private Nodes() {}

    /** Kills a component's JVM with -9. */
    static void killWorker(String node, long pid) {
        Pool.asRoot(node, "kill", "-KILL", Long.toString(pid));
    }

    /** Kills the starter of the job that a JVM belongs to. */
    static void killStarter(String node, long pid) {
        Pool.asRoot(node, "sh", "-c", KILL_STARTER, Long.toString(pid));
    }
}
