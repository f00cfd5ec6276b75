package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.powercut.child.HoldMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was promised of a component that is still on its way out: that it will be held, or removed, or gets more memory. */
@Tag("process")
class PromisePowerCutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path work;

    @Test
    void isKept() throws Exception {
        Recorder recorder = new Recorder(work).run(HoldMap.class);

        List<Operation> operations = recorder.operations();
        int[] ran = {0};
        int images = new Replay(operations, recorder.durableFrom(), 3, 0.5, 1).show((found, said) -> {
            FoundMap map = read(found, said);
            if (said.contains("removed") && !map.isSettled() && ran[0] == 0) {
                goOn(found);
                ran[0]++;
            }
        });
        System.out.println("power cuts: promises: " + operations.size() + " operations, " + images + " images");
        assertThat(images).isGreaterThan(100);
        assertThat(ran[0]).as("schedulers that went on").isEqualTo(1);
    }

    private static FoundMap read(Path found, List<String> said) throws Exception {
        FoundMap map = FoundMap.of(found, "lingering", 2);
        if (said.contains("held")) {
            map.checkPromised(0, Status.HELD, "HOLD");
        }
        if (said.contains("removed")) {
            map.checkPromised(1, Status.REMOVED, "REMOVE");
        }
        if (said.contains("edited")) {
            map.checkRequests("MEMORY." + HoldMap.MEMORY_MB);
        }
        return map;
    }

    /** A new scheduler runs neither again. */
    private static void goOn(Path found) throws Exception {
        try (Htmap htmap = Htmap.open(found.resolve("home"))) {
            ComponentMap<Integer, Integer> map = htmap.load("lingering");
            map.awaitStatus(0, Status.HELD, PATIENCE);
            map.awaitStatus(1, Status.REMOVED, PATIENCE);
            assertThat(map.attempts(0)).hasSize(1);
            assertThat(map.attempts(1)).hasSize(1);
        } finally {
            SchedulerPowerCutTest.endScheduler(found.resolve("home/scheduler.info"));
        }
    }
}
