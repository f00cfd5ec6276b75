package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentError;
import io.htmap.ComponentErrorException;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.testing.Counter;
import io.htmap.testing.Waits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often what may be tried again, and what becomes of a component that has used that up. */
public abstract class SchedulerBudgetsContract extends SchedulerFixture {
    private static final Duration DELAY = Duration.ofSeconds(1);

    private MapOptions retries(int retries) {
        return options().retries(retries).retryDelay(DELAY).build();
    }

    @Test
    void oneThatThrowsIsRunAgainFromItsCheckpoint() throws Exception {
        ComponentMap<Integer, String> map =
                htmap().map("again", ContractFunctions::throwsBefore, List.of(3), retries(2));

        assertThat(map.get(0, Waits.LONG)).isEqualTo("2");

        List<Attempt> attempts = map.attempts(0);
        assertThat(ends(map, 0)).containsExactly(AttemptEnd.ERRORED, AttemptEnd.ERRORED, AttemptEnd.COMPLETED);
        assertThat(attempts.get(0).reason()).contains("IllegalStateException: not in attempt 1", "option retries");
        assertThat(attempts.get(1).start())
                .isAfterOrEqualTo(attempts.get(0).end().orElseThrow().plus(DELAY));
        assertThat(attempts.get(2).start())
                .isAfterOrEqualTo(attempts.get(1).end().orElseThrow().plus(DELAY.multipliedBy(2)));
        assertThat(map.stdout(0)).isEqualTo("from nothing\nfrom 1\nfrom 2\n");
        assertThat(map.error(0)).isEmpty();
        assertThat(map.errors(0))
                .extracting(ComponentError::message)
                .containsExactly("not in attempt 1", "not in attempt 2");
    }

    @Test
    void oneThatThrowsTooOftenIsErroredAndSaysWhichLimitItWas() throws Exception {
        ComponentMap<Integer, String> map =
                htmap().map("too-often", ContractFunctions::throwsBefore, List.of(9), retries(1));

        assertThatThrownBy(() -> map.get(0, Waits.LONG))
                .isInstanceOf(ComponentErrorException.class)
                .hasMessageContaining("not in attempt 2; no retry is left of 1 (option retries); see: htmap errors");

        assertThat(map.status(0)).isEqualTo(Status.ERRORED);
        assertThat(ends(map, 0)).containsExactly(AttemptEnd.ERRORED, AttemptEnd.ERRORED);
        assertThat(map.attempts(0).get(1).reason()).isEqualTo("no retry is left of 1 (option retries)");
        assertThat(map.error(0).orElseThrow().attempt()).isEqualTo(2);
        assertThat(map.errors(0)).extracting(ComponentError::attempt).containsExactly(1, 2);
        assertThat(map.errors(0).get(0).report()).contains("throwsBefore");
    }

    @Test
    void oneThatIsEvictedTooOftenIsHeldAndReleasedHasAsManyAgain() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map = htmap().map(
                        "evicted",
                        counter,
                        List.of(3),
                        options().maxEvictions(1).build());

        for (int attempt = 1; attempt <= 2; attempt++) {
            map.awaitRunning(0);
            assertThat(map.vacate(0)).isEqualTo(1);
            map.awaitStatus(0, Status.HELD, Waits.LONG);
            assertThat(map.holdReason(0).orElseThrow().reason())
                    .endsWith("it was evicted " + (attempt == 1 ? "once" : attempt + " times")
                            + " (option maxEvictions), so it is held");
            assertThat(map.release(0)).isEqualTo(1);
        }
        counter.gate().open();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(3));
        assertThat(ends(map, 0)).containsExactly(AttemptEnd.EVICTED, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
    }
}
