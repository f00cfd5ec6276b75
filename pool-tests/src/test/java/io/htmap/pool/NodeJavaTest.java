package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.Status;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The Java on the nodes' own PATH, without the option javaHome, is not what it should be. */
@Isolated
@Tag("full")
class NodeJavaTest {
    private static final List<String> NODES = List.of("node1", "node2");
    private static final int JOB_POLICY = 3;
    private static final int NO_JAVA = 90;
    private static final int OLD_JAVA = 91;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void noneIsSaidToBeMissing() throws Exception {
        assertHeldThenCompletes(
                Files.createDirectory(run.folder().resolve("no-jdk")), NO_JAVA, "there is no Java on the node's PATH");
    }

    @Test
    void oneThatIsTooOldIsSaidToBe() throws Exception {
        Path old = Files.createDirectory(run.folder().resolve("jdk-11"));
        Path bin = Files.createDirectory(old.resolve("bin"));
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(bin, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.27\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertHeldThenCompletes(old, OLD_JAVA, "the node's Java is older than 17, which the map's classes need");
    }

    /** Lets a folder stand on all nodes where their Java is, and makes a map. */
    private void assertHeldThenCompletes(Path instead, int exitCode, String reason) throws Exception {
        ComponentMap<Integer, Integer> map = run.waiting(x -> x, PoolRun.small(), 1);
        String home =
                Path.of("/usr/bin/java").toRealPath().getParent().getParent().toString();
        NODES.forEach(node -> Pool.asRoot(node, "mount", "--bind", instead.toString(), home));
        try {
            PoolRun.placed(map);
            map.awaitStatus(0, Status.HELD, Waits.LONG);
        } finally {
            NODES.forEach(node -> Waits.until(
                    "the node has its Java again",
                    () -> Pool.tryAsRoot(node, "umount", home).exitCode() == 0));
        }
        Queue.assertAgrees(map);
        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(JobLog.of(map).count(JobLog.HELD, "Code " + JOB_POLICY + " Subcode " + exitCode))
                .isEqualTo(1);
        assertThat(hold.reason()).contains(reason);
        assertThat(hold.advice()).contains("release it to try another node", "javaHome");
        assertThat(map.release()).isEqualTo(1);
        assertThat(map.get(0, Waits.LONG)).isEqualTo(1);
        Queue.assertAgrees(map);
    }
}
