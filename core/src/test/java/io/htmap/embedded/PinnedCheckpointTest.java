package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.HtmapException;
import io.htmap.SavedCheckpoint;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Oracle;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that is pinned outlasts newer ones and the component's success. */
@Tag("process")
class PinnedCheckpointTest {
    private static final int STEPS = 5;

    @TempDir
    Path folder;

    @Test
    void itIsKeptUntilItIsUnpinned() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(2);
            run.map().pinCheckpoint(0, 2);
            run.advanceTo(4);
            assertThat(numbers(run, true)).containsExactly(2);
            assertThat(numbers(run, false)).containsExactly(4, 3);

            run.finish();
            Waits.until("the others are deleted", () -> numbers(run, false).isEmpty());
            assertThat(numbers(run, true)).containsExactly(2);
            run.map().exportCheckpoint(0, 2, folder.resolve("exported"));
            assertThat(folder.resolve("exported/saved")).exists();

            run.counter().gate().openTo(4);
            run.map().rerunFrom(0, 2);
            run.awaitNextAttempt();
            assertThat(Oracle.startedAt(run.trace(), 0)).containsExactly(0, 2);
            Waits.until("it has saved", () -> numbers(run, false).equals(List.of(4, 3)));
            run.finish();

            run.map().unpinCheckpoint(0, 2);
            assertThat(numbers(run, true)).isEmpty();
            assertThatThrownBy(() -> run.map().unpinCheckpoint(0, 2))
                    .isInstanceOf(HtmapException.class)
                    .hasMessageStartingWith("checkpoint 2 of component 0 is not pinned");
        }
    }

    private static List<Integer> numbers(CounterRun run, boolean pinned) {
        Stream<SavedCheckpoint> all = run.map().checkpoints(0, true).stream();
        return all.filter(each -> each.pinned() == pinned && each.damage().isEmpty())
                .map(SavedCheckpoint::generation)
                .toList();
    }
}
