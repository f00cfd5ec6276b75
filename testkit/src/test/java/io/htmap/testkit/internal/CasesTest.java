package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which losses are tried. */
class CasesTest {
    private static final long LONG_GAP = 1_000_000_000;
    private static final int ALL = 1000;

    @Test
    void aFewSavesAreTriedAtEachOfThem() {
        List<Plan> plans = Cases.of(profile(4), 1, ALL);

        for (int save = 1; save <= 4; save++) {
            assertThat(plans)
                    .contains(
                            Plan.of(Strike.of(Loss.KILL, Place.SAVED, save)),
                            Plan.of(Strike.of(Loss.KILL, Place.SAVING, save)),
                            Plan.of(Strike.of(Loss.EVICT, Place.SAVED, save)),
                            Plan.of(Strike.of(Loss.EVICT, Place.OFFERED, save)),
                            Plan.of(Strike.of(Loss.UPLOAD, Place.SAVED, save)));
        }
        assertThat(plans).doesNotHaveDuplicates();
    }

    @Test
    void eachKindOfTroubleIsThere() {
        List<Plan> plans = Cases.of(profile(10), 1, 60);

        for (Damage damage : Damage.values()) {
            assertThat(plans).anyMatch(plan -> plan.first().damage() == damage);
        }
        for (Place place : List.of(Place.SAVING, Place.WRITTEN, Place.SAVED, Place.OFFERED, Place.BETWEEN)) {
            assertThat(plans).anyMatch(plan -> plan.first().place() == place);
        }
        assertThat(plans).anyMatch(plan -> plan.strikes().size() == 2).anyMatch(Plan::clock);
    }

    @Test
    void theFirstAndTheLastSaveAreInASample() {
        List<Plan> plans = Cases.of(profile(1000), 1, 60);

        assertThat(plans)
                .hasSize(60)
                .contains(
                        Plan.of(Strike.of(Loss.KILL, Place.SAVED, 1)),
                        Plan.of(Strike.of(Loss.KILL, Place.SAVED, 1000)));
    }

    @Test
    void aSeedChoosesTheSample() {
        assertThat(Cases.of(profile(1000), 1, 60)).isEqualTo(Cases.of(profile(1000), 1, 60));
        assertThat(Cases.of(profile(1000), 1, 60)).isNotEqualTo(Cases.of(profile(1000), 2, 60));
    }

    @Test
    void theSimplestComeFirst() {
        List<Plan> plans = Cases.of(profile(10), 1, ALL);

        assertThat(plans).isSortedAccordingTo(Plan.SIMPLEST_FIRST);
        assertThat(plans.get(0).strikes()).containsExactly(Strike.of(Loss.KILL, Place.SAVED, 1));
        assertThat(plans.get(plans.size() - 1).strikes()).hasSize(3);
    }

    @Test
    void gapsThatAreTooShortAreLeftOut() {
        Profile quick = new Profile(3, 12, true, Collections.nCopies(3, 1000L));

        assertThat(Cases.of(quick, 1, ALL)).noneMatch(plan -> plan.first().place() == Place.BETWEEN);
    }

    @Test
    void severalEvictionsFallIntoAFewGaps() {
        assertThat(Cases.of(profile(2), 1, ALL))
                .doesNotHaveDuplicates()
                .filteredOn(CasesTest::isEvictedBetween)
                .hasSizeGreaterThan(4);
    }

    @Test
    void anotherClockIsInASmallSample() {
        assertThat(Cases.of(profile(3), 1, 16)).anyMatch(Plan::clock);
    }

    @Test
    void theTimeBehindTheLastSaveIsStruckToo() {
        Profile lateEnd = new Profile(2, 9, true, List.of(1000L, 1000L, LONG_GAP));

        for (Loss loss : List.of(Loss.KILL, Loss.EVICT)) {
            assertThat(Cases.of(lateEnd, 1, 60))
                    .contains(Plan.of(Strike.of(loss, Place.RETURNED, 0)))
                    .filteredOn(plan -> plan.isJust(loss, Place.BETWEEN))
                    .isNotEmpty()
                    .allMatch(plan -> plan.firstSave() == 2);
        }
        assertThat(Cases.of(lateEnd, 1, 8)).contains(Plan.of(Strike.of(Loss.KILL, Place.RETURNED, 0)));
    }

    private static boolean isEvictedBetween(Plan plan) {
        return plan.isJust(Loss.EVICT, Place.BETWEEN);
    }

    private static Profile profile(int saves) {
        return new Profile(
                saves,
                4 * saves,
                true,
                IntStream.range(0, saves).mapToObj(save -> LONG_GAP).toList());
    }
}
