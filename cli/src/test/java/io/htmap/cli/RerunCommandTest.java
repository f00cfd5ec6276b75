package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code htmap rerun} on real maps, on the embedded scheduler. */
@Tag("process")
class RerunCommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private TestHome home;

    @BeforeEach
    void openHome() {
        home = new TestHome(folder.resolve("home"));
    }

    @AfterEach
    void closeHome() {
        home.close();
    }

    /** Saves twice, then throws if it is told so. */
    private static int saves(boolean throwing) throws Exception {
        Path state = Path.of("state");
        int from = Files.exists(state) ? Integer.parseInt(Files.readString(state)) : 0;
        System.out.println("from " + from);
        for (int step = from + 1; step <= 2; step++) {
            Files.writeString(state, Integer.toString(step));
            Component.checkpoint(state);
        }
        if (throwing) {
            throw new IllegalStateException("told so");
        }
        return Component.attempt();
    }

    @Test
    void componentsRunAgainFromScratchOrFromACheckpoint() throws Exception {
        try (Htmap htmap = home.open()) {
            ComponentMap<Boolean, Integer> map = htmap.map("m", RerunCommandTest::saves, List.of(true, false));
            map.await(LONG, ComponentMap.Tolerance.ERRORS);

            assertThat(home.htmap("rerun m --incomplete"))
                    .isEqualTo(new Invocation(0, "m: queued again 1 component\n", ""));
            map.awaitStatus(0, Status.ERRORED, LONG);
            assertThat(map.stdout(0, 2)).isEqualTo("from 0\n");
            assertThat(home.htmap("rerun m --component 0 --from-checkpoint").out())
                    .isEqualTo("m: queued again 1 component\n");
            map.awaitStatus(0, Status.ERRORED, LONG);
            assertThat(map.stdout(0, 3)).isEqualTo("from 2\n");
            assertThat(home.htmap("rerun m --component 0 --from-checkpoint 3").out())
                    .isEqualTo("m: queued again 1 component\n");
            map.awaitStatus(0, Status.ERRORED, LONG);
            assertThat(map.stdout(0, 4)).isEqualTo("from 1\n");
            assertThat(home.htmap("rerun --all").out()).isEqualTo("m: queued again 2 components\n");
            assertThat(map.get(1, LONG)).isEqualTo(2);
        }
    }

    @Test
    void whatCannotBeRunAgainIsRefusedWithOneLine() {
        try (Htmap htmap = home.open()) {
            htmap.map("m", RerunCommandTest::saves, List.of(false, false));
        }
        assertThat(home.htmap("wait m").code()).isZero();

        assertThat(home.htmap("rerun m --component 0 --from-checkpoint 3").err())
                .isEqualTo(
                        "htmap: component 0 has no checkpoint 3 that can be read here; 'htmap checkpoints' lists them\n");
        assertThat(home.htmap("rerun m --from-checkpoint 3"))
                .isEqualTo(new Invocation(
                        1, "", "htmap: a checkpoint is that of one component: name it with --component\n"));
        assertThat(home.htmap("rerun --from-checkpoint m").err())
                .startsWith("htmap: 'm' is no number of a checkpoint; give the TAG before --from-checkpoint;");
        assertThat(home.htmap("rerun m --incomplete --component 1").err()).startsWith("htmap: --incomplete chooses");
        assertThat(home.htmap("rerun m --incomplete").out()).isEqualTo("m: queued again 0 components\n");
        assertThat(home.htmap("status m").out()).contains("m        2     0        0     0        0          2");
    }
}
