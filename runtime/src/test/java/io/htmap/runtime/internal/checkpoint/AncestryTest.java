package io.htmap.runtime.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an attempt of a component that runs again starts from. */
class AncestryTest extends GenerationStoreFixture {
    @Test
    void fromScratchNothingOfEarlierRunsIsRestoredButNothingIsDeletedEither() throws IOException {
        commitTwo();
        GenerationStore store = store(2, new Ancestry(2, Ancestry.NONE, 0));

        assertThat(store.restoreNewest(empty("again"))).isNull();
        assertThat(lines).isEmpty();
        assertThat(names()).containsExactly("00000001-1.ckpt", "00000002-1.ckpt");
    }

    @Test
    void whatTheRunItselfHasCommittedIsRestoredAndTakesTheOldOnesPlace() throws IOException {
        commitTwo();
        Ancestry scratch = new Ancestry(2, Ancestry.NONE, 0);
        write("data", "three");
        store(2, scratch).commit(work, paths("data"), FACTS);

        Manifest restored = store(3, scratch).restoreNewest(empty("again"));

        assertThat(restored.generation()).isEqualTo(new Generation(3, 2));
        store(3, scratch).commit(work, paths("data"), FACTS);
        assertThat(names()).containsExactly("00000003-2.ckpt", "00000004-3.ckpt");
    }

    @Test
    void aDamagedOneOfTheRunDoesNotFallBackToAnEarlierRun() throws IOException {
        commitTwo();
        Ancestry scratch = new Ancestry(2, Ancestry.NONE, 0);
        store(2, scratch).commit(work, paths("data"), FACTS);
        truncate("00000003-2.ckpt");

        assertThat(store(3, scratch).restoreNewest(empty("again"))).isNull();
        assertThat(lines).singleElement().asString().endsWith("no older generation is left, starting from scratch");
    }

    @Test
    void fromACheckpointThoseAfterItAreNotRestored() throws IOException {
        commitTwo();
        Path again = empty("again");

        Manifest restored = store(2, new Ancestry(2, 1, 0)).restoreNewest(again);

        assertThat(restored.generation()).isEqualTo(new Generation(1, 1));
        assertThat(Tree.of(again)).containsExactly(Map.entry("data", "rw------- one"));
    }

    @Test
    void theOneThatItStartedFromStaysBehindItsFirst() throws IOException {
        commitTwo();
        Ancestry first = new Ancestry(2, 1, 0);
        store(2, first).commit(work, paths("data"), FACTS);
        truncate("00000003-2.ckpt");

        assertThat(store(3, first).restoreNewest(empty("again")).generation()).isEqualTo(new Generation(1, 1));
        store(3, first).commit(work, paths("data"), FACTS);
        store(3, first).commit(work, paths("data"), FACTS);
        assertThat(names()).containsExactly("00000004-3.ckpt", "00000005-3.ckpt");
    }

    @Test
    void fromADamagedCheckpointItFallsBackToTheOneBeforeIt() throws IOException {
        commitTwo();
        truncate("00000002-1.ckpt");

        Manifest restored = store(2, new Ancestry(2, 2, 0)).restoreNewest(empty("again"));

        assertThat(restored.generation()).isEqualTo(new Generation(1, 1));
    }

    @Test
    void failuresOfEarlierRunsAreForgiven() throws IOException {
        commitTwo();
        FailedRestarts.note(folder, 2, 2);
        FailedRestarts.note(folder, 2, 3);

        assertThat(store(4, new Ancestry(4, 2, 0)).restoreNewest(empty("again")).generation())
                .isEqualTo(new Generation(2, 1));
        assertThat(store(4, Ancestry.ALL).restoreNewest(empty("else")).generation())
                .isEqualTo(new Generation(1, 1));
    }

    @Test
    void aRejectedOneFallsBackToWhatCounts() throws IOException {
        commitTwo();
        Ancestry scratch = new Ancestry(2, Ancestry.NONE, 0);
        store(2, scratch).commit(work, paths("data"), FACTS);
        Path again = empty("again");
        GenerationStore store = store(3, scratch);

        assertThat(store.restoreBefore(store.restoreNewest(again), again)).isNull();
        assertThat(again).isEmptyDirectory();
    }

    @Test
    void newOnesAreNumberedBehindThoseThatAreKeptElsewhere() throws IOException {
        Manifest committed = store(2, new Ancestry(2, Ancestry.NONE, 5)).commit(work, paths(), FACTS);

        assertThat(committed.generation()).isEqualTo(new Generation(6, 2));
    }

    private GenerationStore store(int attempt, Ancestry ancestry) {
        return new GenerationStore(folder, 3, attempt, Long.MAX_VALUE, ancestry, lines::add);
    }
}
