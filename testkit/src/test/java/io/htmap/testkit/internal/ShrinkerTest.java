package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShrinkerTest {
    @Test
    void aLossRightBehindASaveIsSimplerThanOneLater() {
        Plan behindTheSecond = Plan.of(Strike.of(Loss.KILL, Place.SAVED, 2));

        assertThat(Shrinker.simpler(Plan.of(Strike.of(Loss.KILL, Place.SAVING, 3))))
                .first()
                .isEqualTo(behindTheSecond);
        assertThat(Shrinker.simpler(Plan.of(Strike.of(Loss.KILL, Place.WRITTEN, 3))))
                .contains(behindTheSecond);
        assertThat(Shrinker.simpler(Plan.of(Strike.of(Loss.KILL, Place.BETWEEN, 2))))
                .contains(behindTheSecond);
    }

    @Test
    void beforeTheFirstSaveThereIsNoneSimpler() {
        assertThat(Shrinker.simpler(Plan.of(Strike.of(Loss.KILL, Place.SAVING, 1))))
                .isEmpty();
    }
}
