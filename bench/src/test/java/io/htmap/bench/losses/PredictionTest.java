package io.htmap.bench.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private static final double MEAN = 30;
    private static final double SAVE = 0.5;

    /** A long row of losses that are drawn, against the formula. */
    @Test
    void wastesWhatItSays() {
        SplittableRandom random = new SplittableRandom(1);
        for (double interval : new double[] {1, 5, 20}) {
            double useful = 0;
            double all = 0;
            for (int loss = 0; loss < 100_000; loss++) {
                double time = -MEAN * Math.log1p(-random.nextDouble());
                useful += Math.floor(time / (interval + SAVE)) * interval;
                all += time;
            }
            assertThat(new Prediction(MEAN, SAVE).wasted(interval))
                    .as("interval %s", interval)
                    .isCloseTo(1 - useful / all, within(0.005));
        }
    }

    @Test
    void youngsIntervalWastesLeast() {
        Prediction prediction = new Prediction(MEAN, SAVE);
        double best = prediction.wasted(prediction.young());

        assertThat(best).isLessThan(prediction.wasted(prediction.young() * 1.5));
        assertThat(best).isLessThan(prediction.wasted(prediction.young() / 1.5));
    }

    @Test
    void halfAnIntervalIsLostWhereLossesAreRare() {
        assertThat(new Prediction(100_000, SAVE).lostEach(10)).isCloseTo(5, within(0.01));
    }
}
