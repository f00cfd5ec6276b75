package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.ComponentProgress;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far functions are comes from the nodes by way of the job ads. */
class ProgressTest {
    private static final String NOTE = "größer \"als\" 3/4 \\ 'x' 100%";

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    /** Says how far it is in its first attempt, but only when it is let go in the second one, and after a commit. */
    record Tells(Gate gate) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer total) throws Exception {
            if (Files.exists(Path.of("saved"))) {
                Component.progress(3, total, "committed");
            } else if (Component.attempt() == 1) {
                Component.progress(1, total, NOTE);
            } else {
                gate.await(1);
                Component.progress(2, total);
                gate.await(2);
                Component.checkpoint(Files.writeString(Path.of("saved"), "x"));
            }
            gate.await(3);
            return total;
        }
    }

    @Test
    void whatAFunctionSaysIsShown() throws Exception {
        ComponentMap<Integer, Integer> map = run.map(new Tells(run.gate()), PoolRun.small(), 10, 20);

        assertThat(shown(map, 1).note()).isEqualTo(NOTE);
        Waits.until("both have said it", () -> map.progress().size() == 2);
        assertThat(map.progress().get(1).total()).isEqualTo(20);
        run.gate().openTo(3);
        map.await(Waits.LONG);
        assertThat(map.progress()).isEmpty();
    }

    @Test
    @Tag("full")
    void itIsThisAttemptsWhateverStandsInTheAd() throws Exception {
        ComponentMap<Integer, Integer> map =
                run.map(new Tells(run.gate()), PoolRun.small().commitInterval(Duration.ofSeconds(1)), 10);

        assertThat(shown(map, 1).note()).isEqualTo(NOTE);
        assertThat(map.vacate()).isEqualTo(1);
        Waits.until("the second attempt runs", () -> isShownAsRunningAgain(map));
        assertThat(Queue.progress(map)).as("in the ad").contains("/1/10/");
        assertThat(map.progress()).isEmpty();

        run.gate().openTo(1);
        assertThat(shown(map, 2).total()).isEqualTo(10);
        run.gate().openTo(2);
        assertThat(shown(map, 3).note()).isEqualTo("committed");
        run.gate().openTo(3);
        map.await(Waits.LONG);
    }

    private static boolean isShownAsRunningAgain(ComponentMap<?, ?> map) {
        return map.attempts(0).size() == 2
                && map.status(0) == Status.RUNNING
                && map.progress().isEmpty();
    }

    private static ComponentProgress shown(ComponentMap<?, ?> map, long done) {
        Waits.until("progress " + done, () -> Optional.ofNullable(map.progress().get(0))
                .filter(progress -> progress.done() == done)
                .isPresent());
        return map.progress().get(0);
    }
}
