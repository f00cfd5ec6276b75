package io.htmap.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.testkit.internal.Stay.End;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many steps a loss costs. */
class OutcomeTest {
    private static final Profile FIVE_SAVES = new Profile(5, 20, true, List.of());

    @Test
    void aLossCostsTheStepThatItFellInto() {
        assertThat(outcome(0, 3, 3).doneAgain(FIVE_SAVES)).isEqualTo(1);
        assertThat(outcome(0, 3, 3).doneAgainForOneLoss(FIVE_SAVES)).isEqualTo(1);
        assertThat(outcome(0, 5, 5).doneAgainForOneLoss(FIVE_SAVES)).isEqualTo(5);
    }

    @Test
    void severalLossesShareWhatWasDoneAgain() {
        assertThat(outcome(0, 3, 1, 3).doneAgain(FIVE_SAVES)).isEqualTo(2);
        assertThat(outcome(0, 3, 1, 3).doneAgainForOneLoss(FIVE_SAVES)).isEqualTo(1);
        assertThat(outcome(0, 3, 2, 3).doneAgainForOneLoss(FIVE_SAVES)).isEqualTo(2);
    }

    @Test
    void aDamagedCheckpointIsALossToo() {
        assertThat(outcome(1, 5, 2).doneAgainForOneLoss(FIVE_SAVES)).isEqualTo(1);
        assertThat(outcome(0, 5, 2).doneAgainForOneLoss(FIVE_SAVES)).isEqualTo(2);
    }

    @Test
    void aRunThatSavedLessOftenDidNothingAgain() {
        assertThat(outcome(0, 1, 2).doneAgain(FIVE_SAVES)).isZero();
        assertThat(outcome(0, 2).doneAgainForOneLoss(FIVE_SAVES)).isZero();
    }

    /** @param saves of each attempt; all but the last one lost their nodes */
    private static Outcome outcome(int damages, int... saves) {
        Stream<Stay> stays = IntStream.range(0, saves.length).mapToObj(i -> stay(saves[i], i == saves.length - 1));
        return new Outcome(stays.toList(), damages, new OutsideState(Map.of()), 1);
    }

    private static Stay stay(int saves, boolean isLast) {
        End end = isLast ? End.RETURNED : End.LOST;
        return new Stay(saves, 4 * saves, true, List.of(), !isLast, end, null, "", "");
    }
}
