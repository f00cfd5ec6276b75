package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import io.htmap.SchedulerException;
import io.htmap.testing.Counter;
import io.htmap.testing.Waits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The access point's schedd is away for a while. */
@Isolated
@Tag("full")
class ScheddDownTest {
    private static final int STEPS = 4;
    private static final int SAVED = 2;

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        start();
        run.close();
    }

    private static void stop() {
        Pool.asRoot(Pool.ACCESS_POINT, "condor_off", "-fast", "-schedd");
        Waits.until("the schedd is gone", () -> !Pool.runs(Pool.ACCESS_POINT, "condor_schedd"));
    }

    private static void start() {
        Pool.asRoot(Pool.ACCESS_POINT, "condor_on", "-schedd");
        Waits.until("the schedd answers", Pool::answers);
    }

    @Test
    void requestsSayInOneLineThatItIsAway() {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.awaitStart(1, 0);
        stop();

        assertThatThrownBy(map::vacate)
                .isInstanceOf(HtmapException.class)
                .hasMessageContaining("condor_q")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> run.htmap()
                        .map("other", x -> x, List.of(1), PoolRun.small().build()))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("try again when it is back")
                .hasMessageNotContaining("\n");
        assertThat(run.htmap().tags()).containsExactly("faults");
    }

    @Test
    void aWaitGoesOnWhenItIsBack() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.advanceTo(SAVED);
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> map.get(0));
        stop();
        assertThat(map.status(0).isTerminal()).isFalse();
        start();
        Queue.assertAgrees(map);
        run.gate().open();

        assertThat(waiting.get(Waits.LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Counter.result(STEPS));
        run.finish(map);
    }

    @Test
    void aRemovalIsFinishedWhenItIsBack() {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.awaitStart(1, 0);
        String id = map.id();
        stop();

        assertThatThrownBy(map::remove)
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("its files stay")
                .hasMessageNotContaining("\n");
        assertThat(run.htmap().tags()).isEmpty();
        assertThat(map.directory()).exists();
        start();

        assertThat(run.htmap().clean()).isNotEmpty();
        assertThat(map.directory()).doesNotExist();
        assertThat(Commands.run("condor_q", "-constraint", "HtmapMap == \"" + id + "\"", "-af", "ProcId"))
                .isBlank();
    }
}
