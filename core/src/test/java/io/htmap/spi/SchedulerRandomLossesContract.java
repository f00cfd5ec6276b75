package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.spi.RandomSteps.Form;
import io.htmap.testing.Gate;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.Line;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Losing the node at random moments, in each resumable form: how many steps are done again. */
public abstract class SchedulerRandomLossesContract extends SchedulerFixture {
    private static final int FEW = 3;
    private static final int SAVE_EVERY = 40;
    private static final int NEVER_BY_ITSELF = RandomSteps.STEPS + 1;
    private static final int LATEST_MILLIS = 500;

    private final long seed = Long.getLong("losses.seed", System.nanoTime());

    /** How many evictions, and how many kills, are many enough. */
    protected abstract int many();

    @Test
    void afterAFewPoliteEvictionsNoStepIsDoneAgain() throws Exception {
        evict(FEW);
    }

    @Test
    void afterAFewKillsNoMoreIsDoneAgainThanWasNotSaved() throws Exception {
        kill(FEW);
    }

    @Test
    @Tag("full")
    void afterManyPoliteEvictionsNoStepIsDoneAgain() throws Exception {
        evict(many());
    }

    @Test
    @Tag("full")
    void afterManyKillsNoMoreIsDoneAgainThanWasNotSaved() throws Exception {
        kill(many());
    }

    private void evict(int count) throws Exception {
        Random random = new Random(seed);
        List<Integer> again = new ArrayList<>();
        for (Form form : Form.values()) {
            Run run = start(form, 0, NEVER_BY_ITSELF);
            for (int attempt = 1; attempt <= share(count); attempt++) {
                run.awaitSteps(attempt);
                // the random moment that this is about
                Thread.sleep(random.nextInt(LATEST_MILLIS));
                assertThat(run.map().vacate(0)).as("seed %s", seed).isEqualTo(1);
            }
            again.addAll(run.finish(AttemptEnd.EVICTED, share(count)));
        }

        assertThat(again)
                .as("steps done again after each eviction, seed %s", seed)
                .containsOnly(0);
    }

    private void kill(int count) throws Exception {
        List<Integer> again = new ArrayList<>();
        for (Form form : Form.values()) {
            Run run = start(form, share(count), SAVE_EVERY);
            run.awaitSteps(share(count) + 1);
            again.addAll(run.finish(AttemptEnd.LOST, share(count)));
        }

        assertThat(again).as("steps done again after each kill, seed %s", seed).allMatch(steps -> steps <= SAVE_EVERY);
        assertThat(again).as("steps done again after each kill, seed %s", seed).anyMatch(steps -> steps > 0);
    }

    private static int share(int count) {
        return (count + Form.values().length - 1) / Form.values().length;
    }

    private Run start(Form form, int kills, int saveEvery) throws IOException {
        Path folder = Files.createDirectory(shared().resolve(form.name()));
        Run.Place place = new Run.Place(Gate.in(folder), Trace.in(folder));
        RandomSteps steps = new RandomSteps(place.trace(), place.gate(), seed, kills, saveEvery);
        MapOptions options =
                options().commitInterval(Duration.ZERO).maxLosses(1_000).build();
        return new Run(form, place, htmap().map(form.name(), steps, List.of(form), options), seed);
    }

    /** A map of one component, and what it did. */
    private record Run(Form form, Place place, ComponentMap<Form, Long> map, long seed) {
        record Place(Gate gate, Trace trace) {}

        void awaitSteps(int attempt) {
            Waits.until(form + " does steps in attempt " + attempt, () -> place.trace().lines().stream()
                    .anyMatch(line -> line.attempt() >= attempt && line.what() == What.BEGUN));
        }

        List<Integer> finish(AttemptEnd end, int losses) throws Exception {
            place.gate().open();
            assertThat(map.get(0, Waits.LONG))
                    .as("result of %s, seed %s", form, seed)
                    .isEqualTo(RandomSteps.result(form));
            List<Integer> again = doneAgain(place.trace().lines());
            long logged = ends(map, 0).stream().filter(end::equals).count();
            assertThat(logged).as("losses in the log").isEqualTo(losses);
            System.out.println("random losses: " + form + ", seed " + seed + ", " + logged + " times " + end
                    + ", steps done again: " + again);
            return again;
        }
    }

    /** Returns for each process but the first how many steps it did that had been begun before. */
    private static List<Integer> doneAgain(List<Line> lines) {
        List<Integer> again = new ArrayList<>();
        int farthest = 0;
        for (Line line : lines) {
            if (line.what() == What.STARTED && farthest > 0) {
                again.add(Math.max(0, farthest - line.step()));
            }
            farthest = Math.max(farthest, line.step());
        }
        return again;
    }
}
