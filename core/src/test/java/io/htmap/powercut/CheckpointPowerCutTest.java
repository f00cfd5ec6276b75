package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.powercut.child.CommitCheckpoints;
import io.htmap.runtime.internal.checkpoint.GenerationStore;
import io.htmap.runtime.internal.checkpoint.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class CheckpointPowerCutTest {
    @TempDir
    Path work;

    @Test
    void thereIsTheOldGenerationOrTheNewOne() throws Exception {
        Recorder recorder =
                new Recorder(work).run(CommitCheckpoints.class, "1", "1").run(CommitCheckpoints.class, "4", "2");

        // the folders; generations that are pruned may come back
        assertThat(new OrderRules(recorder, name -> name.matches("checkpoints|0")).violations())
                .isEmpty();
        int images = Replay.everything(recorder).show(CheckpointPowerCutTest::read);
        System.out.println(
                "power cuts: checkpoints: " + recorder.operations().size() + " operations, " + images + " images");
        assertThat(images).isGreaterThan(100);
    }

    /** Whoever goes on after a kill must not rely on what the killed one had not forced yet. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void anAttemptGoesOnAfterOneThatWasKilled(int atForce) throws Exception {
        Recorder recorder = new Recorder(work).runKilled(atForce, CommitCheckpoints.class, "1", "1");
        int committed = (int) recorder.operations().stream()
                .filter(Operation.Said.class::isInstance)
                .count();
        recorder.run(CommitCheckpoints.class, Integer.toString(committed + 1), "2");

        assertThat(new OrderRules(recorder, name -> name.matches("checkpoints|0")).violations())
                .isEmpty();
        Replay.everything(recorder).show(CheckpointPowerCutTest::read);
    }

    /** One for the content, one for the name. */
    @Test
    void aCommitForcesTwice() throws Exception {
        Recorder recorder = new Recorder(work).run(CommitCheckpoints.class, "1", "1");

        assertThat(forcesBefore(recorder, "committed 2")).isEqualTo(2);
        assertThat(forcesBefore(recorder, "committed 3")).isEqualTo(2);
    }

    private static long forcesBefore(Recorder recorder, String saying) {
        List<Operation> operations = recorder.operations();
        int end = operations.indexOf(new Operation.Said(saying));
        int start = end - 1;
        while (!(operations.get(start) instanceof Operation.Said)) {
            start--;
        }
        return operations.subList(start, end).stream()
                .filter(Operation.Force.class::isInstance)
                .count();
    }

    private static void read(Path found, List<String> said) throws Exception {
        int committed = said.size();
        int restored = restore(found, 3);
        assertThat(restored).isBetween(committed, committed + 1);
        // and the next attempt can go on
        Path next = Files.createTempDirectory("powercut").toRealPath();
        CommitCheckpoints.commit(new GenerationStore(generations(found), 0, 3, line -> {}), next, restored + 1);
        io.htmap.runtime.internal.io.DurableFiles.deleteTree(next);
        assertThat(restore(found, 4)).isEqualTo(restored + 1);
    }

    /** Returns the step that a new attempt starts from. */
    private static int restore(Path found, int attempt) throws Exception {
        Path directory = Files.createDirectory(found.resolve("work" + attempt));
        List<String> lines = new ArrayList<>();
        Manifest manifest = new GenerationStore(generations(found), 0, attempt, lines::add).restoreNewest(directory);
        assertThat(lines).as("no generation is damaged").isEmpty();
        if (manifest == null) {
            return 0;
        }
        int step = Integer.parseInt(Files.readString(directory.resolve("step")));
        assertThat(Files.readString(directory.resolve("data/large")).equals(CommitCheckpoints.large(step)))
                .as("both files are of step %d", step)
                .isTrue();
        return step;
    }

    private static Path generations(Path found) {
        return found.resolve("checkpoints/0");
    }
}
