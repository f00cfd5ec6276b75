package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.ComponentHeldException;
import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.runtime.Component;
import io.htmap.runtime.Resumable;
import io.htmap.runtime.SavePolicy;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Components that get nowhere, or run for too long. */
public abstract class SchedulerLimitsContract extends SchedulerFixture {
    private static final int POLICY = 3;
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final Duration RUN_TIME = Duration.ofSeconds(6);

    static Integer hangsOnce(Integer input) throws Exception {
        Path saved = Path.of("saved");
        if (Files.exists(saved)) {
            return Integer.parseInt(Files.readString(saved));
        }
        Component.checkpoint(Files.writeString(saved, input.toString()));
        Component.progress(1, 2);
        return hangs(input);
    }

    static Integer hangs(Integer input) throws Exception {
        Thread.sleep(Duration.ofHours(1).toMillis());
        return input;
    }

    /** Counts until a file is there. */
    static Integer counts(String gate) throws Exception {
        return Resumable.from(() -> 0)
                .saving(SavePolicy.atEvictions())
                .until(step -> Files.exists(Path.of(gate)))
                .evolve(step -> {
                    System.out.println("step " + step + ".");
                    Thread.sleep(20);
                    return step + 1;
                });
    }

    @Test
    void aStuckComponentIsTriedAgainFromItsCheckpoint() throws Exception {
        ComponentMap<Integer, Integer> map = htmap().map(
                        "stuck",
                        SchedulerLimitsContract::hangsOnce,
                        List.of(7),
                        options().stallTimeout(STALL).build());

        assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
        assertEnds(map, 0, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(map.attempts(0).get(0).reason()).contains("option stallTimeout");
        assertThat(map.attempts(0).get(1).work().orElseThrow().startedFrom()).isEqualTo(1);
    }

    @Test
    void aComponentThatIsStuckAgainAndAgainIsHeld() throws Exception {
        ComponentMap<Integer, Integer> map = htmap().map(
                        "hangs",
                        SchedulerLimitsContract::hangs,
                        List.of(7),
                        options().stallTimeout(STALL).maxLosses(2).build());

        assertThatThrownBy(() -> map.get(0, Waits.LONG)).isInstanceOf(ComponentHeldException.class);
        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(hold.code()).isEqualTo(POLICY);
        assertThat(hold.reason()).contains("option stallTimeout", "2 times in a row", "option maxLosses");
        assertThat(hold.advice()).contains("where it got stuck");
        assertEnds(map, 0, AttemptEnd.EVICTED, AttemptEnd.EVICTED);
    }

    @Test
    void whatHasUsedUpItsRunTimeIsHeldAndReleasedHasAsMuchAgain() throws Exception {
        Path gate = shared().resolve("enough");
        ComponentMap<String, Integer> map = htmap().map(
                        "long",
                        SchedulerLimitsContract::counts,
                        List.of(gate.toString()),
                        options().maxRunTime(RUN_TIME).build());
        map.awaitRunning(0);
        Waits.until("it counts", () -> map.stdout(0, 1).contains("step 3."));
        assertThat(map.vacate()).isEqualTo(1);

        assertThatThrownBy(() -> map.get(0, Waits.LONG)).isInstanceOf(ComponentHeldException.class);
        Hold hold = map.holdReason(0).orElseThrow();
        assertThat(hold.code()).isEqualTo(POLICY);
        assertThat(hold.reason()).contains("option maxRunTime", "6");
        assertThat(hold.advice()).contains("as long once more");
        assertEnds(map, 0, AttemptEnd.EVICTED, AttemptEnd.HELD);
        Duration first = map.attempts(0).get(0).duration().orElseThrow();
        Duration second = map.attempts(0).get(1).duration().orElseThrow();
        assertThat(first.plus(second)).isGreaterThanOrEqualTo(RUN_TIME);
        assertThat(second).isLessThan(RUN_TIME.plusSeconds(2));

        assertThat(map.release(0)).isEqualTo(1);
        long done = map.stdout(0).lines().count();
        Waits.until("the third attempt runs", () -> map.attempts(0).size() == 3);
        Waits.until("it counts again", () -> map.stdout(0, 3).contains("step " + (done + 3) + "."));
        Files.createFile(gate);
        assertThat(map.get(0, Waits.LONG)).isGreaterThan((int) done);
        assertThat(map.stdout(0, 3)).startsWith("step " + done + ".");
    }
}
