package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.testing.Counter;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Vacated while the JVM starts, before it could take notice of any signal. */
@Tag("full")
class JavaStartTest {
    private static final int STEPS = 5;
    private static final int SAVED = 3;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void nothingIsLostThatWasSavedBefore() throws Exception {
        Path hold = run.folder().resolve("hold");
        Path paused = run.folder().resolve("paused");
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small().javaHome(pausing(hold, paused)), STEPS);
        run.advanceTo(SAVED);
        Files.createFile(hold);
        assertThat(map.vacate()).isEqualTo(1);
        Waits.until("the second JVM stands in its start", () -> Files.exists(paused));
        JobLog log = JobLog.of(map);
        log.await(JobLog.EXECUTING, 2);

        assertThat(map.vacate()).isEqualTo(1);

        log.await(JobLog.EVICTED, 2);
        Files.delete(hold);
        run.awaitAttempt(3, SAVED);
        run.finish(map);
        assertThat(PoolRun.ends(map)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(run.starts(0)).extracting(Line::attempt).containsExactly(1, 3);
        assertThat(run.recomputed(0)).isZero();
        assertThat(map.get(0)).isEqualTo(Counter.result(STEPS));
        run.assertStreamsAgree(map);
    }

    /** The node's Java; as long as there is the file {@code hold}, each JVM stops in its start, and says so. */
    private Path pausing(Path hold, Path paused) throws IOException {
        Path real = Path.of("/usr/bin/java").toRealPath();
        Path home = run.folder().resolve("java");
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.copy(real.getParent().getParent().resolve("release"), home.resolve("release"));
        String stop = "-XX:+UnlockDiagnosticVMOptions -XX:+PauseAtStartup -XX:PauseAtStartupFile=" + paused;
        Files.writeString(
                program,
                "#!/bin/sh\n[ ! -e '" + hold + "' ] || exec " + real + " " + stop + " \"$@\"\nexec " + real
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}
