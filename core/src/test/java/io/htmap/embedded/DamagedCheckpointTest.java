package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.Status;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Oracle;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damages what the counter has saved while it is held: it goes on from what is whole, and its result is right. */
@Tag("process")
class DamagedCheckpointTest {
    private static final int STEPS = 6;
    private static final int HELD_AT = 4;

    @TempDir
    Path folder;

    /** How a file is damaged. */
    enum Damage {
        BYTE_CHANGED {
            @Override
            void to(RandomAccessFile file) throws IOException {
                file.seek(file.length() / 2);
                int old = file.read();
                file.seek(file.length() / 2);
                file.write(old ^ 0x10);
            }
        },
        CUT_IN_HALF {
            @Override
            void to(RandomAccessFile file) throws IOException {
                file.setLength(file.length() / 2);
            }
        },
        EMPTIED {
            @Override
            void to(RandomAccessFile file) throws IOException {
                file.setLength(0);
            }
        };

        abstract void to(RandomAccessFile file) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({"BYTE_CHANGED, 1", "CUT_IN_HALF, 1", "EMPTIED, 1", "BYTE_CHANGED, 2", "CUT_IN_HALF, 2"})
    void goesOnFromTheNewestWholeGeneration(Damage damage, int generations) throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            holdDamageRelease(run, damage, generations);
            run.finish();

            assertThat(run.ends()).containsExactly(AttemptEnd.HELD, AttemptEnd.COMPLETED);
            assertRestartedAt(run, generations == 1 ? HELD_AT - 1 : 0);
            assertThat(run.map().stdout(0, 2))
                    .contains("checkpoint generation " + HELD_AT + " is damaged")
                    .contains(generations == 1 ? "falling back to generation 3" : "starting from scratch");
        }
    }

    @Test
    void theOracleNoticesAFunctionThatDoesNotSave() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, false)) {
            assertThatThrownBy(() -> holdDamageRelease(run, Damage.BYTE_CHANGED, 1))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("generations");
            run.map().release();
            run.finish();

            assertThatThrownBy(() -> assertRestartedAt(run, HELD_AT - 1)).isInstanceOf(AssertionError.class);
        }
    }

    private static void assertRestartedAt(CounterRun run, int step) {
        assertThat(Oracle.startedAt(run.trace(), 0)).containsExactly(0, step);
    }

    private static void holdDamageRelease(CounterRun run, Damage damage, int generations) throws Exception {
        run.advanceTo(HELD_AT);
        run.map().hold(0);
        run.map().awaitStatus(0, Status.HELD, Waits.LONG);
        List<Path> files = TestHome.generations(run.map(), 0);
        assertThat(files).as("generations").hasSize(2);
        for (Path file : files.subList(0, generations)) {
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
                damage.to(opened);
            }
        }
        run.map().release(0);
    }
}
