package io.htmap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The resumable forms where nothing of HTMap runs: they just compute. */
class ResumableTest {
    @Test
    void aFoldComputesItsLastState() throws Exception {
        int last = Resumable.from(() -> 1).until(state -> state > 100).evolve(state -> state * 2);

        assertThat(last).isEqualTo(128);
    }

    @Test
    void aFoldThatIsDoneAtOnceTakesNoStep() throws Exception {
        int last = Resumable.from(() -> 7).until(state -> true).evolve(state -> {
            throw new AssertionError("a step was taken");
        });

        assertThat(last).isEqualTo(7);
    }

    @Test
    void aWalkGivesAResultForEachItem() throws Exception {
        assertThat(Resumable.walk(List.of("a", "bb", "ccc"), String::length)).containsExactly(1, 2, 3);
        assertThat(Resumable.walk(List.of(), item -> 1)).isEmpty();
    }

    @Test
    void whatAStepThrowsIsThrown() {
        assertThatThrownBy(() -> Resumable.from(() -> 1).evolve(state -> {
                    throw new java.io.IOException("no more");
                }))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("no more");
    }

    @Test
    void nothingIsRestoredOrSavedHere() throws Exception {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class).saving(SavePolicy.everySteps(1));

        checkpoint.save(3);
        checkpoint.offer(4);

        assertThat(checkpoint.restore()).isEmpty();
        assertThat(java.nio.file.Path.of(".htmap")).doesNotExist();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> SavePolicy.every(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> SavePolicy.everySteps(0)).hasMessageContaining("give 1 or more");
        assertThatThrownBy(() -> SavePolicy.automatic(1)).hasMessageContaining("less than 1");
    }
}
