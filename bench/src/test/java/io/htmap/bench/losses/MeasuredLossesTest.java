package io.htmap.bench.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.htmap.bench.losses.Mark.What;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredLossesTest {
    private static final double NEAR = 1e-9;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = KilledSteps.file(folder, 0);
    }

    /** Two steps of 1 s, a save of 0.5 s, a step, half a step; then 1 s in a save that was cut off. */
    @Test
    void addsUpWhatWasSavedAndWhatWasDoneAgain() throws IOException {
        tell(What.STARTED, 1, 0, 10);
        step(1, 1, 10);
        step(1, 2, 11);
        tell(What.SAVED, 1, 2, 12.5);
        step(1, 3, 12.5);
        tell(What.BEGUN, 1, 3, 13.5);
        tell(What.KILLED, 1, 0, 14);
        tell(What.STARTED, 2, 2, 20);
        step(2, 3, 20);
        tell(What.KILLED, 2, 0, 22);
        tell(What.STARTED, 3, 2, 30);

        MeasuredLosses measured = MeasuredLosses.of(folder, 1);

        assertThat(measured.kills()).isEqualTo(2);
        assertThat(measured.wall()).isCloseTo(6, within(NEAR));
        assertThat(measured.secondsASave()).isCloseTo(1.5, within(NEAR));
        assertThat(measured.lostEach()).isCloseTo(1.25, within(NEAR));
        assertThat(measured.share(AttemptLoss::saving).value()).isCloseTo(1.5 / 6, within(NEAR));
        assertThat(measured.share(AttemptLoss::wasted).value()).isCloseTo(4.0 / 6, within(NEAR));
        assertThat(measured.interval()).isCloseTo(7, within(NEAR));
        assertThat(measured.lateInterval()).isCloseTo(7, within(NEAR));
        assertThat(measured.policysCost()).isCloseTo(3, within(NEAR));
        Prediction prediction = new Prediction(30, 3);
        assertThat(measured.predicted(prediction)).isCloseTo(prediction.wasted(7), within(NEAR));
    }

    /** Of attempts that waste the same share, and of others. */
    @Test
    void theErrorIsThatOfTheRatio() throws IOException {
        wasteHalf(1, 4);
        wasteHalf(2, 8);
        tell(What.STARTED, 3, 2, 100);
        assertThat(MeasuredLosses.of(folder, 1).share(AttemptLoss::wasted).error())
                .isCloseTo(0, within(NEAR));

        file = KilledSteps.file(folder, 1);
        tell(What.STARTED, 1, 0, 0);
        tell(What.BEGUN, 1, 0, 0);
        tell(What.KILLED, 1, 0, 12);
        tell(What.STARTED, 2, 0, 100);
        assertThat(MeasuredLosses.of(folder, 2).share(AttemptLoss::wasted).error())
                .isCloseTo(Math.sqrt(1.5 * (1 + 4 + 9)) / 24, within(NEAR));
    }

    /** A step that is kept, and then as long a one that is not. */
    private void wasteHalf(int attempt, double length) throws IOException {
        tell(What.STARTED, attempt, attempt - 1, 0);
        tell(What.BEGUN, attempt, attempt - 1, 0);
        tell(What.DONE, attempt, attempt, length / 2);
        tell(What.BEGUN, attempt, attempt, length / 2);
        tell(What.KILLED, attempt, 0, length);
    }

    @Test
    void refusesAnAttemptThatSomethingElseEnded() throws IOException {
        tell(What.STARTED, 1, 0, 0);
        tell(What.STARTED, 2, 0, 1);

        assertThatThrownBy(() -> MeasuredLosses.of(folder, 1)).hasMessageContaining("attempt 1");
    }

    private void step(int attempt, int number, double begun) throws IOException {
        tell(What.BEGUN, attempt, number - 1, begun);
        tell(What.DONE, attempt, number, begun + 1);
    }

    private void tell(What what, int attempt, int step, double seconds) throws IOException {
        new Mark(what, attempt, step, (long) (seconds * 1e9), 7_000_000_000L, 3_000_000_000L).addTo(file);
    }
}
