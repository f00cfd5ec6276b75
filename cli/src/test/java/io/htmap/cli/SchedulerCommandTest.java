package io.htmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class SchedulerCommandTest {
    @TempDir
    private Path folder;

    @Test
    void withNothingToDoItRunsForAMomentAndThereIsNothingToStop() {
        String home = folder.resolve("home").toString();

        assertThat(Invocation.of("scheduler", "run", "--home", home).code()).isZero();
        assertThat(Invocation.of("scheduler", "stop", "--home", home).out())
                .isEqualTo("no scheduler of " + home + " runs here\n");
    }

    @Test
    void aSchedulerInTheForegroundGoesOnWhereAStoppedOneLeftOff() throws Exception {
        String home = folder.resolve("home").toString();
        try (Htmap htmap = Htmap.open(Path.of(home))) {
            ComponentMap<Integer, Integer> map = htmap.map("m", SchedulerCommandTest::firstSlowly, List.of(600));
            map.awaitRunning(0);
            assertThat(Invocation.of("scheduler", "run", "--home", home).out())
                    .isEqualTo("the scheduler of " + home + " runs already\n");
            assertThat(Invocation.of("scheduler", "stop", "--home", home).out())
                    .isEqualTo("the scheduler of " + home + " was told to end\n");
            await().atMost(Duration.ofSeconds(60)).until(() -> map.status(0) == Status.IDLE);

            await().atMost(Duration.ofSeconds(60)).until(() -> Invocation.of("scheduler", "run", "--home", home)
                    .out()
                    .isEmpty());

            assertThat(map.status(0)).isEqualTo(Status.COMPLETED);
            assertThat(map.get(0)).isEqualTo(2);
        }
    }

    @Test
    void aMisspeltWordIsCorrected() {
        assertThat(Invocation.of("scheduler", "stpo"))
                .isEqualTo(new Invocation(
                        2,
                        "",
                        "htmap: invalid value for positional parameter at index 0 (run|stop): 'stpo' is neither run nor stop;"
                                + " did you mean 'stop'?; see 'htmap scheduler --help'\n"));
    }

    @Test
    void theClassPathOfTheLibraryIsPrinted() {
        assertThat(Invocation.of("class-path").out())
                .endsWith("\n")
                .contains(File.pathSeparator)
                .doesNotContain("picocli");
    }

    static int firstSlowly(int seconds) throws InterruptedException {
        if (Component.attempt() == 1) {
            Thread.sleep(seconds * 1000L);
        }
        return Component.attempt();
    }
}
