package io.htmap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    void aListThatGrowsWhileItIsWalkedIsRefused() {
        List<Integer> work = new ArrayList<>(List.of(1, 2));

        assertThatIllegalStateException()
                .isThrownBy(() -> Resumable.walk(work, item -> work.add(item + 10)))
                .withMessageStartingWith("the list of a walk had 2 items when it began, and now has 3");
        assertThatThrownBy(() -> Resumable.walk(null, item -> 1)).hasMessage("the list of items is null");
    }

    @Test
    void aNullAmongTheFilesBesideAStateIsRefused() {
        String message = "a file beside the state is null";
        assertThatThrownBy(() -> Resumable.from(() -> 1).and(Path.of("a"), null))
                .hasMessage(message);
        assertThatThrownBy(() -> Checkpoint.of(Integer.class).and((Path) null)).hasMessage(message);
        assertThatThrownBy(() -> Checkpoint.of(Integer.class).and((Path[]) null))
                .hasMessage("the files beside the state are null");
    }

    @Test
    void whatAStepThrowsIsThrown() {
        assertThatThrownBy(() -> Resumable.from(() -> 1).evolve(state -> {
                    throw new IOException("no more");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no more");
    }

    @Test
    void theFirstStateMayThrowToo() {
        assertThatThrownBy(() -> Resumable.from(() -> Files.readString(Path.of("not there")))
                        .evolve(state -> state))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void nothingIsRestoredOrSavedHere() throws Exception {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class).saving(SavePolicy.everySteps(1));

        assertThat(checkpoint.restore()).isEmpty();
        checkpoint.save(3);
        checkpoint.offer(4);

        assertThat(checkpoint.restore()).isEmpty();
        assertThat(java.nio.file.Path.of(".htmap")).doesNotExist();
    }

    @Test
    void whatWasSavedMustBeAskedForBeforeAnythingIsSaved() {
        Checkpoint<Integer> checkpoint = Checkpoint.of(Integer.class);

        assertThatIllegalStateException()
                .isThrownBy(() -> checkpoint.offer(1))
                .withMessage("restore() has not been called: a function that saves must first ask what was saved");
        assertThatIllegalStateException().isThrownBy(() -> checkpoint.save(1));
    }

    @Test
    void noStateIsNullOrOfAPrimitiveType() {
        assertThatThrownBy(() -> Checkpoint.of(int.class)).hasMessageContaining("primitive type int");
        assertThatThrownBy(() -> Resumable.from(() -> null).evolve(state -> state))
                .hasMessage("the state is null");
        assertThatThrownBy(() -> Resumable.from(() -> 1).evolve(state -> null)).hasMessage("the state is null");
        assertThatThrownBy(
                        () -> Resumable.from(() -> 1).until(state -> state > 2).evolve(state -> null))
                .as("not in the user's own condition")
                .hasMessage("the state is null");
    }

    @Test
    void anIntervalMayBeLongerThanALongHasNanoseconds() {
        SavePolicy never = SavePolicy.every(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(never.intervalNanos(SaveCosts.NONE)).isEqualTo(Long.MAX_VALUE);
        assertThat(SavePolicy.atEvictions().intervalNanos(SaveCosts.NONE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anyPolicyMayHaveABoundOnItsOverhead() {
        SaveCosts costs = new SaveCosts(1_000, 0, 0);
        SavePolicy often = SavePolicy.every(Duration.ZERO).withOverheadAtMost(0.1);
        SavePolicy steps = SavePolicy.everySteps(3).withOverheadAtMost(0.1);

        assertThat(often.intervalNanos(costs)).isEqualTo(9_000);
        assertThat(steps.steps()).isEqualTo(3);
        assertThat(steps.leastNanos(costs)).isEqualTo(9_000);
        assertThat(SavePolicy.everySteps(3).leastNanos(costs)).isZero();
        assertThatThrownBy(() -> often.withOverheadAtMost(0)).hasMessageContaining("more than 0");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> SavePolicy.every(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> SavePolicy.everySteps(0)).hasMessageContaining("give 1 or more");
        assertThatThrownBy(() -> SavePolicy.automatic(1)).hasMessageContaining("less than 1");
    }
}
