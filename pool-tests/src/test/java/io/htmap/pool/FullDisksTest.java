package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.Status;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** No room on a node, or where the access point keeps commits: held with a reason, and complete once there is room. */
@Isolated
@Tag("full")
class FullDisksTest {
    private static final int MEBI = 1 << 20;
    private static final String EXECUTE = "/var/lib/condor/execute";
    private static final List<String> NODES = List.of("node1", "node2");

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** Returns so many megabytes, once its gate opens. */
    record Wide(Gate gate, Trace trace) implements MapFunction<Integer, byte[]> {
        @Override
        public byte[] apply(Integer megabytes) throws Exception {
            trace.add(0, 1, What.STARTED, 0);
            gate.await(1);
            return new byte[megabytes * MEBI];
        }
    }

    @Test
    void onTheNode() throws Exception {
        NODES.forEach(node -> Pool.asRoot(node, "mount", "-t", "tmpfs", "-o", "size=160m,mode=1777", "tmpfs", EXECUTE));
        try {
            ComponentMap<Integer, byte[]> map =
                    run.map(new Wide(run.gate(), run.trace()), PoolRun.small().diskMb(64), 8);
            run.awaitStart(1, 0);
            String node = Queue.node(map);
            Commands.Done filled = Pool.tryAsRoot(node, "dd", "if=/dev/zero", "of=" + EXECUTE + "/full", "bs=1M");
            assertThat(filled.wrote()).contains("No space left on device");
            run.gate().open();

            map.awaitStatus(0, Status.HELD, Waits.LONG);
            assertHeld(map.holdReason(0).orElseThrow(), 3, 81, "output could not be written", "htmap edit disk");
            Queue.assertAgrees(map);
            Pool.asRoot(node, "rm", EXECUTE + "/full");
            assertThat(map.release()).isEqualTo(1);

            assertThat(map.get(0, Waits.LONG)).hasSize(8 * MEBI);
            assertThat(JobLog.of(map).count(JobLog.HELD)).isEqualTo(1);
            Queue.assertAgrees(map);
        } finally {
            run.htmap().tags().forEach(run.htmap()::forceRemove);
            NODES.forEach(node -> Waits.until(
                    "no job is left",
                    () -> Pool.tryAsRoot(node, "umount", EXECUTE).exitCode() == 0));
        }
    }

    private static void assertHeld(Hold hold, int code, int subcode, String reason, String advice) {
        assertThat(hold.code()).as("%s", hold).isEqualTo(code);
        assertThat(hold.subcode()).as("%s", hold).isEqualTo(subcode);
        assertThat(hold.reason()).contains(reason);
        assertThat(hold.advice()).contains(advice);
    }

    /** The home folder lies on a disk of the access point's machine, and the program runs there too. */
    @Test
    void whereTheHomeFolderIs() throws Exception {
        Path disk = Files.createDirectory(run.folder().resolve("disk"));
        Pool.asRoot(Pool.ACCESS_POINT, "mount", "-t", "tmpfs", "-o", "size=100m,mode=1777", "tmpfs", disk.toString());
        try {
            Process program = Pool.start(
                    Pool.ACCESS_POINT, run.folder().resolve("out"), FullHome.class, disk + "/home", run.folder() + "");
            run.awaitStart(1, 0);
            fill(disk);
            run.gate().openTo(1);
            run.trace().await(0, 0, What.SAVED, 0);
            Pool.asRoot(Pool.ACCESS_POINT, "rm", disk + "/full");
            run.gate().open();

            int exit = program.waitFor();
            String said = Files.readString(run.folder().resolve("out"));
            assertThat(exit).as(said).isZero();
            assertThat(said).contains("held 12/28: ", " advice: ", "where the home folder is", "got " + 8 * MEBI);
        } finally {
            Waits.until(
                    "nothing uses the disk any more",
                    () -> Pool.tryAsRoot(Pool.ACCESS_POINT, "umount", disk.toString())
                                    .exitCode()
                            == 0);
        }
    }

    /** Leaves room for the event log. */
    private static void fill(Path disk) {
        Pool.asRoot(Pool.ACCESS_POINT, "dd", "if=/dev/zero", "of=" + disk + "/room", "bs=1M", "count=1");
        Commands.Done filled = Pool.tryAsRoot(Pool.ACCESS_POINT, "dd", "if=/dev/zero", "of=" + disk + "/full", "bs=1M");
        assertThat(filled.wrote()).contains("No space left on device");
        Pool.asRoot(Pool.ACCESS_POINT, "rm", disk + "/room");
    }

    @Test
    void whereCommitsAreKept() throws Exception {
        ComponentMap<Integer, Long> map = run.map(
                new BigCounter(run.gate(), run.trace(), 4), PoolRun.small().commitInterval(Duration.ZERO), 3);
        run.awaitStart(1, 0);
        run.commitAt(1);
        String spool = Commands.run("condor_config_val", "SPOOL").strip() + "/" + Queue.cluster(map) % 10_000;
        assertThat(Pool.asRoot(Pool.ACCESS_POINT, "find", spool, "-name", "*.ckpt"))
                .isNotBlank();
        String elsewhere = "/var/tmp/committed";
        Pool.asRoot(Pool.ACCESS_POINT, "cp", "-a", spool, elsewhere);
        Pool.asRoot(Pool.ACCESS_POINT, "mount", "-t", "tmpfs", "-o", "size=6m,mode=755", "tmpfs", spool);
        try {
            Pool.asRoot(Pool.ACCESS_POINT, "cp", "-a", elsewhere + "/.", spool);
            run.gate().openTo(2);

            JobLog log = JobLog.of(map);
            log.await(JobLog.HELD, 1);
            map.awaitStatus(0, Status.HELD, Waits.LONG);
            Queue.assertAgrees(map);
            assertHeld(map.holdReason(0).orElseThrow(), 36, -1, "upload checkpoint", "HTCondor's spool");
            Pool.asRoot(Pool.ACCESS_POINT, "mount", "-o", "remount,size=64m", spool);
            assertThat(map.release()).isEqualTo(1);

            run.gate().open();
            assertThat(map.get(0, Waits.LONG)).isEqualTo(3);
            assertThat(run.startSteps(0)).startsWith(0, 1).isSorted();
            assertThat(run.recomputed(0)).isLessThanOrEqualTo(1);
            Queue.assertAgrees(map);
        } finally {
            run.htmap().tags().forEach(run.htmap()::forceRemove);
            Pool.asRoot(Pool.ACCESS_POINT, "umount", spool);
            Pool.asRoot(Pool.ACCESS_POINT, "rm", "-r", elsewhere);
        }
    }
}
