package io.htmap.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchMarksTest {
    private static final ScratchMarks BLANK =
            new ScratchMarks(false, false, false, -1, 0, 0, 0, 0, 0, 0, WorkMarks.NONE);

    @TempDir
    Path temporary;

    private Path file;
    private MarksWriter writer;

    @BeforeEach
    void prepare() throws IOException {
        file = temporary.resolve("marks");
        ScratchMarks.prepare(file);
        writer = new MarksWriter(file, System.nanoTime() - 1_000_000_000L, null);
    }

    @Test
    void areBlankAtFirst() throws IOException {
        assertThat(ScratchMarks.read(file)).isEqualTo(BLANK);
    }

    @Test
    void tellEachThingApart() throws IOException {
        writer.started();
        assertThat(ScratchMarks.read(file).started()).isTrue();
        assertThat(ScratchMarks.read(file).exiting()).isFalse();
        writer.exiting();
        assertThat(ScratchMarks.read(file).exiting()).isTrue();
        assertThat(ScratchMarks.read(file).outOfMemory()).isFalse();
        writer.outOfMemory();
        assertThat(ScratchMarks.read(file).outOfMemory()).isTrue();
        assertThat(ScratchMarks.read(file).endedWith()).isEqualTo(-1);
        writer.endedWith(ExitCode.EVICTED);
        writer.restored(17, 3, 5_000_000_000L);
        writer.committed(99_999_999, 12_345_678, 7_000_000_000L);
        ScratchMarks marks = ScratchMarks.read(file);
        assertThat(marks.endedWith()).isEqualTo(80);
        assertThat(marks.restoredGeneration()).isEqualTo(17);
        assertThat(marks.commits()).isEqualTo(12_345_678);
        assertThat(marks.lastGeneration()).isEqualTo(99_999_999);
        assertThat(marks.elapsedNanos()).isBetween(1_000_000_000L, 60_000_000_000L);
        assertThat(marks.work()).isEqualTo(new WorkMarks(17, 3, 5_000, 1, 7_000));
        assertThat(file).hasSize(ScratchMarks.SIZE);
    }

    @Test
    void goOnWithTheAccountOfAnAttemptInItsNextProcess() throws IOException {
        writer.restored(17, 3, 5_000_000_000L);
        writer.committed(18, 1, 7_000_000_000L);
        WorkMarks earlier = ScratchMarks.read(file).work();

        MarksWriter next = new MarksWriter(file, System.nanoTime(), earlier);
        next.restored(18, 4, 7_000_000_000L);
        assertThat(ScratchMarks.read(file).work()).isEqualTo(earlier);
        next.committed(19, 1, 9_000_000_000L);
        ScratchMarks marks = ScratchMarks.read(file);

        assertThat(marks.restoredGeneration()).isEqualTo(18);
        assertThat(marks.commits()).isEqualTo(1);
        assertThat(marks.work()).isEqualTo(new WorkMarks(17, 3, 5_000, 2, 9_000));
    }

    @Test
    void tellOneThatNeverStartedFromOneThatStartedFromScratch() throws IOException {
        writer.endedWith(ExitCode.EVICTED);
        assertThat(ScratchMarks.read(file).work().hasStarted()).isFalse();

        writer.restored(0, 0, 0);
        assertThat(ScratchMarks.read(file).work()).isEqualTo(new WorkMarks(0, 0, 0, 0, 0));
    }

    @Test
    void keepTheAccountOfAnAttemptWhoseNextProcessNeverStarts() throws IOException {
        WorkMarks earlier = new WorkMarks(17, 3, 5_000, 1, 7_000);
        new MarksWriter(file, System.nanoTime(), earlier).endedWith(ExitCode.EVICTED);

        assertThat(ScratchMarks.read(file).work()).isEqualTo(earlier);
    }

    @Test
    void comeBackFromTheirBytes() throws IOException {
        writer.started();
        writer.exiting();
        writer.restored(17, 3, 5_000_000_000L);
        writer.committed(18, 1, 7_000_000_000L);
        writer.endedWith(ExitCode.EVICTED);
        ScratchMarks marks = ScratchMarks.read(file);

        assertThat(ScratchMarks.parse(marks.toBytes(), "the copy")).isEqualTo(marks);
        assertThat(ScratchMarks.parse(BLANK.toBytes(), "the copy")).isEqualTo(BLANK);
    }

    @Test
    void ofAnEarlierRunnerKnowNothingOfWork() throws IOException {
        writer.committed(18, 1, 7_000_000_000L);
        byte[] old = Arrays.copyOf(Files.readAllBytes(file), 75);
        byte[] padded = Arrays.copyOf(old, 96);
        Arrays.fill(padded, old.length, padded.length, (byte) '-');

        ScratchMarks marks = ScratchMarks.parse(padded, "old marks");

        assertThat(marks.lastGeneration()).isEqualTo(18);
        assertThat(marks.work()).isEqualTo(WorkMarks.NONE);
    }

    @Test
    void knowWhoseExitCodeItWas() {
        assertThat(BLANK.ownExit(84)).contains(ExitCode.FENCED);
        assertThat(BLANK.ownExit(0)).isEmpty();
        assertThat(BLANK.ownExit(143)).isEmpty();
        assertThat(ended(80).ownExit(80)).contains(ExitCode.EVICTED);
        assertThat(ended(0).ownExit(0)).contains(ExitCode.COMPLETED);
        assertThat(ended(80).ownExit(137)).isEmpty();
        assertThat(ended(-1).ownExit(80)).isEmpty();
        assertThat(ended(-1).ownExit(0)).isEmpty();
    }

    @Test
    void tellARestartThatFailed() {
        assertThat(ended(-1, 4, 0).isFailedRestart()).isTrue();
        assertThat(ended(ExitCode.ERRORED.number(), 4, 0).isFailedRestart()).isTrue();
        assertThat(ended(ExitCode.OUT_OF_MEMORY.number(), 4, 0).isFailedRestart())
                .isTrue();
        assertThat(ended(-1, 0, 0).isFailedRestart()).isFalse();
        assertThat(ended(-1, 4, 1).isFailedRestart()).isFalse();
        assertThat(ended(ExitCode.OUTPUT_NOT_WRITTEN.number(), 4, 0).isFailedRestart())
                .isFalse();
        assertThat(ended(ExitCode.EVICTED.number(), 4, 0).isFailedRestart()).isFalse();
        assertThat(BLANK.isFailedRestart()).isFalse();
    }

    @Test
    void areRefusedWhenDamaged() throws IOException {
        for (String bad : new String[] {"", "short", "-".repeat(65), "---x" + "-".repeat(60)}) {
            Files.writeString(file, bad);
            assertThatExceptionOfType(DamagedRecordException.class).isThrownBy(() -> ScratchMarks.read(file));
        }
    }

    private static ScratchMarks ended(int code) {
        return ended(code, 0, 0);
    }

    private static ScratchMarks ended(int code, int restored, int commits) {
        return new ScratchMarks(true, false, false, code, restored, commits, 0, 0, 0, 0, WorkMarks.NONE);
    }
}
