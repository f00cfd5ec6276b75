package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostEndsTest {
    private static final String TORN = "005 (007.000.000) 2026-11-27 05:15:50 Job termin";

    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;

    @BeforeEach
    void makeMap() throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(2);
        ScriptedPool.log(
                map,
                ScriptedPool.submitted(0),
                ScriptedPool.submitted(1),
                ScriptedPool.executing(0),
                ScriptedPool.executing(1));
    }

    @Test
    void aTornEventInTheMiddleCostsNothingButItself() throws IOException {
        ScriptedPool.log(map, TORN, "\n", ScriptedPool.terminated(1));

        assertThat(pool.open(map).statuses()).containsExactly(Status.RUNNING, Status.COMPLETED);
    }

    @Test
    void noiseAtTheEndCostsNothing() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(1), "noise\n");

        assertThat(pool.open(map).statuses()).containsExactly(Status.RUNNING, Status.COMPLETED);
    }

    @Test
    void aLogThatHasBecomeShorterIsReadAgain() throws IOException {
        ScriptedPool.log(map, ScriptedPool.terminated(0), ScriptedPool.terminated(1));
        ComponentMap<Integer, Integer> open = pool.open(map);
        assertThat(open.status(1)).isEqualTo(Status.COMPLETED);

        try (FileChannel log = FileChannel.open(map.eventLog(), StandardOpenOption.WRITE)) {
            log.truncate(log.size() - ScriptedPool.terminated(1).length());
        }

        assertThat(open.statuses()).containsExactly(Status.COMPLETED, Status.RUNNING);
    }

    @Test
    void whatHistoryKnowsIsAddedToTheLog() throws IOException {
        ScriptedPool.log(map, TORN);
        history("{\"ClusterId\": 7, \"ProcId\": 0, \"JobStatus\": 4, \"ExitBySignal\": false, \"ExitCode\": 0},"
                + "{\"ClusterId\": 7, \"ProcId\": 1, \"JobStatus\": 3, \"RemoveReason\": \"by me\"}");

        ScriptedPool.log(map, "\n", ScriptedPool.executing(1));

        assertThat(pool.open(map).statuses()).containsExactly(Status.COMPLETED, Status.REMOVED);
        assertThat(pool.open(map).statuses())
                .as("read by another program")
                .containsExactly(Status.COMPLETED, Status.REMOVED);
        assertThat(pool.called("condor_history")).hasSize(1);
    }

    @Test
    void aSilentLogIsReasonEnoughToAsk() throws IOException {
        history("{\"ClusterId\": 7, \"ProcId\": 0, \"JobStatus\": 4, \"ExitBySignal\": false, \"ExitCode\": 1}");
        assertThat(pool.open(map).status(0)).as("it is not silent yet").isEqualTo(Status.RUNNING);

        age(map.eventLog());

        assertThat(pool.open(map).statuses()).containsExactly(Status.ERRORED, Status.RUNNING);
    }

    @Test
    void anOutputThatIsThereCounts() throws IOException {
        age(map.eventLog());
        Path state = Files.createDirectories(new CondorFolder(map).state(1));
        DurableFiles.replace(state.resolve("output"), RecordWriter::startIn);
        try (RecordWriter output = RecordWriter.append(state.resolve("output"))) {
            output.append(RecordKind.VALUE, 1, 1, new byte[] {1});
        }
        age(state.resolve("output"));

        assertThat(pool.open(map).statuses()).containsExactly(Status.RUNNING, Status.COMPLETED);
    }

    @Test
    void whatIsInTheQueueRunsOnWhateverHistorySays() throws IOException {
        age(map.eventLog());
        history("{\"ClusterId\": 7, \"ProcId\": 0, \"JobStatus\": 4, \"ExitBySignal\": false, \"ExitCode\": 0}");
        pool.program(
                "condor_q",
                "echo '[{\"ClusterId\": 7, \"ProcId\": 0, \"JobStatus\": 2},"
                        + "{\"ClusterId\": 7, \"ProcId\": 1, \"JobStatus\": 5, \"HoldReason\": \"full\", \"HoldReasonCode\": 12}]'");

        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThat(open.statuses()).containsExactly(Status.RUNNING, Status.HELD);
        assertThat(open.holdReason(1).orElseThrow().code()).isEqualTo(12);
    }

    @Test
    void aHeldJobOfWhichTheLogSaysNothingIsHeld() throws IOException {
        Files.writeString(map.eventLog(), "");
        age(map.eventLog());
        pool.program(
                "condor_q",
                "[ $1 = -factory ] || echo '[{\"ClusterId\": 7, \"ProcId\": 1, \"JobStatus\": 5, \"HoldReasonCode\": 5,"
                        + " \"HoldReason\": \"Cannot access initial working directory\"}]'");

        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThat(open.statuses()).containsExactly(Status.UNMATERIALIZED, Status.HELD);
        assertThat(open.holdReason(1).orElseThrow().reason()).startsWith("Cannot access");
    }

    @Test
    void aScheddThatKnowsNothingOfTheJobsProvesNothing() throws IOException {
        age(map.eventLog());

        assertThat(pool.open(map).statuses()).containsOnly(Status.RUNNING);
        assertThat(pool.called("condor_history")).isNotEmpty();
    }

    private void history(String ads) throws IOException {
        pool.program("condor_history", "echo '[" + ads + "]'");
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
}
