package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * HTCondor sends the inputs at each placement, the empty skeleton of what comes home among them: what has come home of
 * that name is what the next attempt finds, not the skeleton.
 */
@Isolated
@Tag("full")
class InputsTest {
    private static final int IN_SKELETON = 7;
    private static final int COMMITTED = 8;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** Says at its start which number it finds beside the checkpoints, writes another there, and saves. */
    record FindsAndWrites(Gate gate, Trace trace) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer number) throws Exception {
            Path file = Path.of("..", "state", "marker");
            int found = read(file);
            trace.add(Component.index(), Component.attempt(), What.STARTED, found);
            if (found == IN_SKELETON) {
                Files.writeString(file, number.toString());
                Path saved = Files.writeString(Path.of("saved"), "anything");
                Component.checkpoint(saved);
            }
            trace.add(Component.index(), Component.attempt(), What.SAVED, found);
            gate.await(Component.attempt());
            return found;
        }

        private static int read(Path file) throws Exception {
            try {
                return Integer.parseInt(Files.readString(file));
            } catch (NoSuchFileException none) {
                return -1;
            }
        }
    }

    /** A component that has found in its first attempt what was put into the skeleton. */
    private ComponentMap<Integer, Integer> found(Duration commitInterval) throws Exception {
        ComponentMap<Integer, Integer> map = run.waiting(
                new FindsAndWrites(run.gate(), run.trace()), PoolRun.small().commitInterval(commitInterval), COMMITTED);
        Path skeleton = map.directory().resolve("condor").resolve("skeleton").resolve("state");
        Files.writeString(skeleton.resolve("marker"), Integer.toString(IN_SKELETON));
        PoolRun.placed(map);
        run.awaitAttempt(1, IN_SKELETON);
        return map;
    }

    private void assertNotSeenAgain(ComponentMap<Integer, Integer> map, AttemptEnd first) throws TimeoutException {
        run.awaitAttempt(2, COMMITTED);
        run.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(COMMITTED);
        assertThat(PoolRun.ends(map)).containsExactly(first, AttemptEnd.COMPLETED);
        Queue.assertAgrees(map);
    }

    @Test
    void whatAPoliteEvictionBroughtHomeWins() throws Exception {
        ComponentMap<Integer, Integer> map = found(Duration.ofHours(1));
        run.trace().await(0, 1, What.SAVED, IN_SKELETON);

        assertThat(map.vacate()).isEqualTo(1);

        assertNotSeenAgain(map, AttemptEnd.EVICTED);
    }

    @Test
    void whatWasCommittedWinsAfterAHardEviction() throws Exception {
        ComponentMap<Integer, Integer> map = found(Duration.ZERO);
        run.trace().await(0, 1, What.SAVED, COMMITTED);

        Pool.killAll(Queue.node(map), "condor_starter");

        assertNotSeenAgain(map, AttemptEnd.LOST);
    }
}
