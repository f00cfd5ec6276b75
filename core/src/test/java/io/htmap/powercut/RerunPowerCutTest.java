package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.powercut.child.RerunMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A component that runs again: from the answer on it does, and never is an output of before taken for the new one. */
@Tag("process")
@Tag("full")
class RerunPowerCutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SCHEDULERS = 12;

    @TempDir
    Path work;

    @Test
    void isDoneOnceItIsAnswered() throws Exception {
        Recorder recorder = new Recorder(work).run(RerunMap.class);

        List<Operation> operations = recorder.operations();
        int images = new Replay(operations, recorder.durableFrom(), 2, 0.2, 1).show(RerunPowerCutTest::read);
        int[] shown = {0};
        int[] ran = {0};
        new Replay(operations, recorder.durableFrom(), 2, 0.2, 1).show((found, said) -> {
            if (shown[0]++ % (images / SCHEDULERS) == 0 && said.contains("errored")) {
                goOn(found, said);
                ran[0]++;
            }
        });
        System.out.println("power cuts: rerun: " + operations.size() + " operations, " + images + " images, " + ran[0]
                + " of them with a scheduler that goes on");
        assertThat(images).isGreaterThan(300);
        assertThat(ran[0]).isGreaterThan(3);
    }

    private static void read(Path found, List<String> said) throws Exception {
        FoundMap map = FoundMap.of(found, "again", 1);
        if (map == null) {
            assertThat(said).isEmpty();
            return;
        }
        map.checkOutputs();
        int attempt = map.firstAttempt(0);
        assertThat(attempt).isGreaterThanOrEqualTo(said.contains("asked 3") ? 3 : said.contains("asked 2") ? 2 : 1);
        if (attempt > 1) {
            map.checkQueued();
        }
        String result = "attempt " + attempt + " from " + (attempt == 2 ? "checkpoint" : "scratch");
        if (said.contains("got " + result)) {
            map.checkOutput(0, result);
        }
    }

    /** What was asked for last is done by whoever comes next. */
    private static void goOn(Path found, List<String> said) throws Exception {
        try (Htmap htmap = Htmap.open(found.resolve("home"))) {
            ComponentMap<Integer, String> map = htmap.load("again");
            if (said.contains("asked 3")) {
                // the third attempt may have saved something that a later one goes on from
                assertThat(map.get(0, PATIENCE))
                        .matches("attempt 3 from scratch|attempt [4-9] from (scratch|checkpoint)");
            } else if (said.contains("asked 2")) {
                assertThat(map.get(0, PATIENCE)).startsWith("attempt ");
            } else {
                assertThat(map.status(0)).isIn(Status.ERRORED, Status.IDLE, Status.RUNNING, Status.COMPLETED);
            }
        } finally {
            SchedulerPowerCutTest.endScheduler(found.resolve("home/scheduler.info"));
        }
    }
}
