package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.Status;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Something that HTCondor needs is gone when a component is to begin: held with a reason, and complete when it is back. */
@Tag("full")
class HoldsTest {
    private static final int FAILED_TO_START = 6;
    private static final int INPUT_MISSING = 13;
    private static final int NO_SUCH_FILE = 2;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    private Hold held(ComponentMap<?, ?> map) throws Exception {
        PoolRun.placed(map);
        map.awaitStatus(0, Status.HELD, Waits.LONG);
        Queue.assertAgrees(map);
        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(JobLog.of(map).count(JobLog.HELD, "Code " + hold.code() + " Subcode " + hold.subcode()))
                .isEqualTo(1);
        return hold;
    }

    private static void assertCompletesWhenReleased(ComponentMap<?, Integer> map) throws Exception {
        assertThat(map.release()).isEqualTo(1);
        assertThat(map.get(0, Waits.LONG)).isEqualTo(1);
        Queue.assertAgrees(map);
    }

    @Test
    void aJarThatWasDeletedIsNamed() throws Exception {
        ComponentMap<Integer, Integer> map = run.waiting(x -> x, PoolRun.small(), 1);
        Path jar = jars().get(0);
        Path away = run.folder().resolve("away");
        Files.move(jar, away);

        Hold hold = held(map);

        assertThat(hold.code()).as("%s", hold).isEqualTo(INPUT_MISSING);
        assertThat(hold.subcode()).as("%s", hold).isEqualTo(NO_SUCH_FILE);
        assertThat(hold.reason()).contains(jar.getFileName().toString(), "No such file or directory");
        assertThat(hold.advice()).contains("put back the one that the reason names");
        Files.move(away, jar);
        assertCompletesWhenReleased(map);
    }

    private List<Path> jars() {
        try (Stream<Path> jars = Files.list(run.folder().resolve("home").resolve("jars"))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aScriptThatCannotBeStartedIsSaidToBe() throws Exception {
        ComponentMap<Integer, Integer> map = run.waiting(x -> x, PoolRun.small(), 1);
        Path script = map.directory().resolve("condor").resolve("run.sh");
        String right = Files.readString(script);
        Files.writeString(script, right.replaceFirst("#!/bin/sh", "#!/nowhere/sh"));

        Hold hold = held(map);

        assertThat(hold.code()).as("%s", hold).isEqualTo(FAILED_TO_START);
        assertThat(hold.subcode()).as("%s", hold).isEqualTo(NO_SUCH_FILE);
        assertThat(hold.advice()).contains("could not be started");
        Files.writeString(script, right);
        assertCompletesWhenReleased(map);
    }
}
