package io.htmap.condor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.AttemptWork;
import io.htmap.ComponentError;
import io.htmap.ComponentMap;
import io.htmap.CorruptMapException;
import io.htmap.Hold;
import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.internal.attempt.EndNote;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.runtime.internal.io.RecordWriter;
import io.htmap.runtime.internal.wire.ErrorReport;
import io.htmap.runtime.internal.wire.ScratchMarks;
import io.htmap.runtime.internal.wire.WorkMarks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnedTest {
    @TempDir
    private Path folder;

    private ScriptedPool pool;
    private MapDirectory map;
    private CondorFolder condor;

    @BeforeEach
    void makeCompletedMap() throws IOException {
        pool = new ScriptedPool(folder);
        map = pool.create(1);
        condor = new CondorFolder(map);
        Files.createDirectories(condor.state(0));
        ScriptedPool.log(map, ScriptedPool.submitted(0), ScriptedPool.executing(0), ScriptedPool.terminated(0));
    }

    @Test
    void anOutputThatIsSeenLateIsNotLost() throws IOException {
        ComponentMap<Integer, Integer> open = pool.open(map);
        assertThatThrownBy(() -> open.get(0)).isInstanceOf(CorruptMapException.class);

        assertThat(condor.state(0)).isDirectory();
        output();

        assertThat(open.get(0)).isEqualTo(5);
        assertThat(condor.state(0)).doesNotExist();
    }

    @Test
    void aDamagedOutputIsKept() throws IOException {
        Path output = output();
        byte[] bytes = Files.readAllBytes(output);
        bytes[bytes.length - 6] ^= 1;
        Files.write(output, bytes);

        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThatThrownBy(() -> open.get(0)).isInstanceOf(CorruptMapException.class);
        assertThat(condor.damaged(0).resolve("output")).hasBinaryContent(bytes);
        assertThat(condor.state(0)).doesNotExist();
    }

    @Test
    void whoOnlyLooksMayDoSoWhileNothingCanBeStored() throws IOException {
        output();
        if (Files.exists(map.outputs())) {
            Files.delete(map.outputs());
        }
        Files.createFile(map.outputs());

        ComponentMap<Integer, Integer> open = pool.open(map);

        assertThat(open.status(0)).isEqualTo(Status.COMPLETED);
        assertThatThrownBy(() -> open.get(0))
                .isInstanceOf(HtmapException.class)
                .hasMessageContaining("cannot store what came back");
    }

    @Test
    void theGapOfOneThatWasRemovedSaysSo() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other")).create(1);
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                ScriptedPool.executing(0),
                "009 (007.000.000) 2026-11-27 05:15:50 Job was aborted.\n\tby me\n...\n");
        Files.createDirectories(new CondorFolder(other).state(0));

        assertThat(pool.open(other).stdout(0)).startsWith("[htmap] attempt 1 was removed; what it wrote after");
    }

    /** A signal to leave ends a JVM that has only begun to start; so it did what it was told. */
    @Test
    void oneThatWasHeldBeforeItsJvmHadStartedWasNotLost() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other")).create(1);
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                ScriptedPool.executing(0),
                "004 (007.000.000) 2026-11-27 05:15:50 Job was evicted.\n\t(0) CPU times\n...\n",
                "012 (007.000.000) 2026-11-27 05:15:50 Job was held.\n\tby me\n\tCode 1 Subcode 0\n...\n");
        Path state = Files.createDirectories(new CondorFolder(other).state(0));
        Files.writeString(state.resolve("starts"), "1\n");
        Files.writeString(state.resolve("ends"), "1 143 \n");

        assertThat(pool.open(other).attempts(0)).singleElement().satisfies(attempt -> assertThat(attempt.how())
                .contains(AttemptEnd.HELD));
    }

    /** The node noted what the attempt did up to its last commit, and the log how long it was there. */
    @Test
    void ofOneThatCouldNotNoteItsEndItsCommitsCount() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other")).create(1);
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                "001 (007.000.000) 2026-11-27 05:00:00 Job executing on host: <10.0.0.1:9618>\n...\n",
                "024 (007.000.000) 2026-11-27 05:15:00 Job reconnection failed\n"
                        + "    Job not found at execution machine\n"
                        + "    Can not reconnect to slot1@node1, rescheduling job\n...\n",
                "001 (007.000.000) 2026-11-27 05:16:00 Job executing on host: <10.0.0.1:9618>\n...\n",
                "009 (007.000.000) 2026-11-27 05:17:00 Job was aborted.\n\tby me\n...\n");
        Path state = Files.createDirectories(new CondorFolder(other).state(0));
        ScratchMarks committed = marks(600_000, new WorkMarks(0, 0, 0, 5, 599_000));
        ScratchMarks second = marks(60_000, new WorkMarks(5, 1, 599_000, 0, 0));
        Files.write(state.resolve("ends"), new EndNote(1, 85, committed).toBytes());
        Files.writeString(state.resolve("ends"), "\n", StandardOpenOption.APPEND);
        Files.write(state.resolve("ends"), new EndNote(2, 80, second).toBytes(), StandardOpenOption.APPEND);

        List<Attempt> attempts = pool.open(other).attempts(0);

        assertThat(attempts)
                .extracting(attempt -> attempt.how().orElseThrow())
                .containsExactly(AttemptEnd.LOST, AttemptEnd.REMOVED);
        assertThat(attempts.get(0).duration()).contains(Duration.ofMinutes(15));
        assertThat(attempts.get(0).work())
                .contains(new AttemptWork(0, 5, Duration.ofSeconds(599), Duration.ofSeconds(301)));
        assertThat(pool.open(other).stdout(0, 1)).startsWith("[htmap] attempt 1 ended hard; what it wrote after");
    }

    /** The note of the last commit is brought to the others by the next attempt, and there is none. */
    @Test
    void theCommitsOfOneThatWasRemovedCount() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other")).create(1);
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                "001 (007.000.000) 2026-11-27 05:00:00 Job executing on host: <10.0.0.1:9618>\n...\n",
                "009 (007.000.000) 2026-11-27 05:15:00 Job was aborted.\n\tby me\n...\n");
        Path state = Files.createDirectories(new CondorFolder(other).state(0));
        ScratchMarks committed = marks(600_000, new WorkMarks(0, 0, 0, 5, 599_000));
        Files.write(state.resolve("committed"), new EndNote(1, 85, committed).toBytes());

        assertThat(pool.open(other).attempts(0)).singleElement().satisfies(attempt -> {
            assertThat(attempt.how()).contains(AttemptEnd.REMOVED);
            assertThat(attempt.work().orElseThrow().saved()).isEqualTo(Duration.ofSeconds(599));
        });
    }

    /** HTCondor runs it again, which only brings the output. */
    @Test
    void theWorkOfOneThatCompletedWhenItWasHeldIsSaved() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other")).create(1);
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                ScriptedPool.executing(0),
                "004 (007.000.000) 2026-11-27 05:15:50 Job was evicted.\n\t(0) CPU times\n...\n",
                "012 (007.000.000) 2026-11-27 05:15:50 Job was held.\n\tby me\n\tCode 1 Subcode 0\n...\n",
                "013 (007.000.000) 2026-11-27 05:15:55 Job was released.\n\tby me\n...\n",
                ScriptedPool.executing(0).replace("05:15:40", "05:16:00"),
                ScriptedPool.terminated(0).replace("05:15:50", "05:16:01"));
        Path state = Files.createDirectories(new CondorFolder(other).state(0));
        Files.writeString(state.resolve("starts"), "1\n2\n");
        ScratchMarks completed = new ScratchMarks(
                true, false, false, 0, 0, 0, 0, 12_000_000_000L, 0, 0, new WorkMarks(0, 0, 0, 1, 4_000));
        Files.writeString(state.resolve("ends"), new String(new EndNote(1, 0, completed).toBytes()) + "\n2 0 \n");
        Files.copy(output(), state.resolve("output"));

        List<Attempt> attempts = pool.open(other).attempts(0);

        assertThat(attempts)
                .extracting(attempt -> attempt.how().orElseThrow())
                .containsExactly(AttemptEnd.HELD, AttemptEnd.COMPLETED);
        assertThat(attempts)
                .extracting(attempt -> attempt.work().orElseThrow())
                .containsExactly(
                        new AttemptWork(0, 1, Duration.ofSeconds(12), Duration.ZERO),
                        new AttemptWork(0, 0, Duration.ZERO, Duration.ZERO));
        assertThat(attempts.get(1).duration()).contains(Duration.ZERO);
    }

    /** Its process ended with a code that means something else where the runner chooses it. */
    @Test
    void theHoldOfOneThatCalledExitNamesItsCode() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other")).create(1);
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                ScriptedPool.executing(0),
                "012 (007.000.000) 2026-11-27 05:15:50 Job was held.\n\tthe function called System.exit\n"
                        + "\tCode 3 Subcode 92\n...\n");
        Path state = Files.createDirectories(new CondorFolder(other).state(0));
        Files.writeString(state.resolve("starts"), "1\n");
        ScratchMarks exiting = new ScratchMarks(true, true, false, -1, 0, 0, 0, 1, 0, 0, WorkMarks.NONE);
        Files.write(state.resolve("ends"), new EndNote(1, 80, exiting).toBytes());

        assertThat(pool.open(other).holdReason(0)).contains(new Hold("the function called System.exit(80)", 3, 80));
    }

    private static ScratchMarks marks(long millis, WorkMarks work) {
        long nanos = Duration.ofMillis(millis).toNanos();
        return new ScratchMarks(true, false, false, 85, 0, 0, 0, nanos, 0, 0, work);
    }

    @Test
    void theReportsOfAttemptsThatWereRetriedComeHome() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other")).create(1);
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                ScriptedPool.executing(0),
                "004 (007.000.000) 2026-11-27 05:15:50 Job was evicted.\n\t(0) Job terminated and was requeued\n"
                        + "\t(1) Normal termination (return value 202)\n"
                        + "\tThe job attribute OnExitRemove expression 'x' evaluated to FALSE\n...\n",
                "009 (007.000.000) 2026-11-27 05:15:51 Job was aborted.\n\tby me\n...\n");
        Path state = Files.createDirectories(new CondorFolder(other).state(0));
        Files.writeString(state.resolve("starts"), "1\n");
        Files.writeString(state.resolve("ends"), "1 1 \n");
        Files.createDirectories(state.resolve("failures"));
        record(state.resolve("failures").resolve("1"), RecordKind.ERROR, report("not yet"));

        ComponentMap<Integer, Integer> open = pool.open(other);

        assertThat(open.attempts(0)).singleElement().satisfies(attempt -> assertThat(attempt.how())
                .contains(AttemptEnd.ERRORED));
        assertThat(open.errors(0)).extracting(ComponentError::message).containsExactly("not yet");
    }

    @Test
    void oneThatIsGivenMoreMemorySaysHowMuchAlsoWhenItsNoteIsHere() throws IOException {
        MapDirectory other = new ScriptedPool(folder.resolve("other"))
                .create(1, MapOptions.builder().memoryMb(100).maxMemoryMb(300));
        ScriptedPool.log(
                other,
                ScriptedPool.submitted(0),
                ScriptedPool.executing(0),
                "004 (007.000.000) 2026-11-27 05:15:50 Job was evicted.\n\t(0) Job terminated and was requeued\n"
                        + "\t(1) Normal termination (return value 215)\n"
                        + "\tThe job attribute OnExitRemove expression 'x' evaluated to FALSE\n...\n",
                "009 (007.000.000) 2026-11-27 05:15:51 Job was aborted.\n\tby me\n...\n");
        Path state = Files.createDirectories(new CondorFolder(other).state(0));
        Files.writeString(state.resolve("starts"), "1\n");
        Files.writeString(state.resolve("ends"), "1 82 S-M082" + "-".repeat(122) + "\n");

        assertThat(pool.open(other).attempts(0)).singleElement().satisfies(attempt -> assertThat(attempt.reason())
                .isEqualTo("the function ran out of memory; it is given 200 MB (option maxMemoryMb)"));
    }

    private Path output() throws IOException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(value)) {
            out.writeObject(5);
        }
        Path file = condor.state(0).resolve("output");
        record(file, RecordKind.VALUE, value.toByteArray());
        return file;
    }

    private static void record(Path file, RecordKind kind, byte[] payload) throws IOException {
        DurableFiles.replace(file, RecordWriter::startIn);
        try (RecordWriter writer = RecordWriter.append(file)) {
            writer.append(kind, 0, 1, payload);
        }
    }

    private static byte[] report(String message) {
        return new ErrorReport(
                        "IllegalStateException",
                        message,
                        List.of(),
                        0,
                        1,
                        "node",
                        "17",
                        "",
                        Instant.EPOCH,
                        0,
                        List.of())
                .toBytes();
    }
}
