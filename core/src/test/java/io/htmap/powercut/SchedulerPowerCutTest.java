package io.htmap.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentErrorException;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.powercut.child.BringHome;
import io.htmap.powercut.child.RunMap;
import io.htmap.runtime.internal.io.CheckedText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole map: made, run with saves, an eviction and a failure, brought home and read. */
@Tag("process")
class SchedulerPowerCutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path work;

    @Test
    void nothingThatWasSaidIsLost() throws Exception {
        Recorder recorder = record();

        assertThat(new BringingHomeRules(recorder).violations()).isEmpty();
        check(recorder, 3, 0.2, 4);
    }

    @Test
    @Tag("full")
    void nothingThatWasSaidIsLostInMoreImages() throws Exception {
        check(record(), 12, 1, 60);
    }

    @Test
    void anEventBeforeItsOutputIsCaught() throws Exception {
        Recorder recorder = new Recorder(work).run(BringHome.class);

        assertThat(new BringingHomeRules(recorder).violations()).isNotEmpty();
        assertThatThrownBy(
                        () -> Replay.everything(recorder).show((found, said) -> new FoundMap(found, 1).checkOutputs()))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("power cut after operation");
    }

    private Recorder record() throws Exception {
        Recorder recorder = new Recorder(work).run(RunMap.class);
        // from now on the function says nothing, and waits for no eviction
        Files.delete(recorder.sayings());
        return recorder;
    }

    private static void check(Recorder recorder, int subsets, double share, int runs) throws Exception {
        long seed = System.nanoTime();
        List<Operation> operations = recorder.operations();
        int images =
                new Replay(operations, recorder.durableFrom(), subsets, share, seed).show(SchedulerPowerCutTest::read);
        System.out.println("power cuts: scheduler: seed " + seed + ", " + operations.size() + " operations, " + images
                + " images, " + runs + " of them with a scheduler that goes on");
        assertThat(images).isGreaterThan(500);
        int stride = images / runs;
        int[] shown = {0};
        int[] ran = {0};
        new Replay(operations, recorder.durableFrom(), subsets, share, seed).show((found, said) -> {
            if (shown[0]++ % stride == stride / 2) {
                goOn(found, said);
                ran[0]++;
            }
        });
        assertThat(ran[0]).isGreaterThanOrEqualTo(runs);
    }

    private static void read(Path found, List<String> said) throws Exception {
        FoundMap map = FoundMap.of(found, "steps", 3);
        if (map == null) {
            assertThat(said).isEmpty();
            return;
        }
        map.checkOutputs();
        for (String what : said) {
            String[] words = what.split(" ");
            switch (words[0]) {
                case "made" -> map.checkQueued();
                case "result" -> map.checkOutput(Integer.parseInt(words[2]), RunMap.value(Integer.parseInt(words[2])));
                case "error" -> map.checkOutput(1, "component 1 always fails");
                case "step" -> map.checkSaved(Integer.parseInt(words[3]), Integer.parseInt(words[1]));
                default -> assertThat(what).isEqualTo("vacated");
            }
        }
    }

    /** A new client, and with it a new scheduler, brings the map to its end. */
    private static void goOn(Path found, List<String> said) throws Exception {
        try (Htmap htmap = Htmap.open(found.resolve("home"))) {
            if (!htmap.tags().contains("steps")) {
                assertThat(said).isEmpty();
                return;
            }
            ComponentMap<Integer, String> map = htmap.load("steps");
            assertThat(map.get(0, PATIENCE)).isEqualTo(RunMap.value(0));
            assertThat(map.get(2, PATIENCE)).isEqualTo(RunMap.value(2));
            assertThatThrownBy(() -> map.get(1, PATIENCE)).isInstanceOf(ComponentErrorException.class);
        } finally {
            endScheduler(found.resolve("home/scheduler.info"));
        }
    }

    static void endScheduler(Path info) throws Exception {
        if (Files.exists(info)) {
            ProcessHandle.of(CheckedText.read(info).requireLong("pid"))
                    .filter(process -> process.info().commandLine().orElse("").contains("SchedulerMain"))
                    .ifPresent(process -> {
                        process.destroy();
                        process.onExit()
                                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .join();
                    });
        }
    }
}
