package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Status;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From where the streams of a job come that is still in the queue. */
class LiveStreamsTest {
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;

    @BeforeEach
    void makeMap() throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(1);
        pool.program("condor_config_val", "echo " + folder.resolve("spool"));
        Path spooled = Files.createDirectories(folder.resolve("spool/7/0/cluster7.proc0.subproc0"));
        Files.writeString(spooled.resolve("_condor_stdout"), written("from the spool"));
    }

    private String written(String text) {
        return "\u001ehtmap " + map.id() + " 1\n" + text;
    }

    private LiveStreams streams(Duration patience) {
        CondorTools tools = new CondorTools(pool.environment(), patience);
        Schedd schedd = new Schedd(tools, pool.environment());
        return new LiveStreams(tools, schedd, new Submission(pool.home(), schedd));
    }

    private String stdout(LiveStreams streams, Status status) {
        Fate fate = new Fate(status, List.of(Instant.now()), List.of(Optional.empty()));
        return new String(streams.read(map, RecordKind.STDOUT, 0, 1, fate).orElseThrow(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "IDLE"})
    void theNodeOfOneThatIsOnNoneIsNotAsked(Status status) throws IOException {
        pool.program("condor_tail", "exit 1");

        assertThat(stdout(streams(Duration.ofMinutes(5)), status)).isEqualTo("from the spool");
        assertThat(pool.called("condor_tail")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "SUSPENDED"})
    void ofOneThatIsOnANodeItIsThatsWord(Status status) throws IOException {
        pool.program("condor_tail", "printf '" + written("from the node").replace("\n", "\\n") + "'");

        assertThat(stdout(streams(Duration.ofMinutes(5)), status)).isEqualTo("from the node");
    }

    @Test
    void aNodeThatDoesNotAnswerHasNothing() throws IOException {
        pool.program("condor_tail", "exec sleep 60");
        LiveStreams streams = streams(IMPATIENT);

        assertThat(stdout(streams, Status.RUNNING)).isEqualTo("from the spool");
        assertThat(stdout(streams, Status.RUNNING)).isEqualTo("from the spool");
        assertThat(pool.called("condor_tail"))
                .as("it is not asked for each attempt")
                .hasSize(1);
    }
}
