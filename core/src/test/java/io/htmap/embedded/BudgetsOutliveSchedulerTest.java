package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a component has used up already, and how long it still has to wait, a scheduler that is killed does not forget. */
@Tag("process")
class BudgetsOutliveSchedulerTest {
    private static final Duration DELAY = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    private static Integer throwsAlways(Integer input) {
        throw new IllegalStateException("attempt " + Component.attempt());
    }

    private static MapOptions retries(int retries, Duration delay) {
        return MapOptions.builder().retries(retries).retryDelay(delay).build();
    }

    private static void awaitIdleAfter(ComponentMap<?, ?> map, int attempts) {
        Waits.until(
                "attempt " + attempts + " is over",
                () -> map.status(0) == Status.IDLE && map.attempts(0).size() == attempts);
    }

    @Test
    void aRetryWaitsItsTimeUnderTheNextSchedulerToo() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map =
                    home.htmap().map("waits", BudgetsOutliveSchedulerTest::throwsAlways, List.of(1), retries(1, DELAY));
            awaitIdleAfter(map, 1);
            assertThat(home.killScheduler()).isTrue();

            ComponentMap<Integer, Integer> later = home.htmap().load("waits");
            later.awaitStatus(0, Status.ERRORED, Waits.LONG);

            List<Attempt> attempts = later.attempts(0);
            assertThat(attempts)
                    .extracting(attempt -> attempt.how().orElseThrow())
                    .containsExactly(AttemptEnd.ERRORED, AttemptEnd.ERRORED);
            assertThat(attempts.get(1).start())
                    .isAfterOrEqualTo(attempts.get(0).end().orElseThrow().plus(DELAY));
            assertThat(later.errors(0)).hasSize(2);
        }
    }

    @Test
    void oneThatIsHeldWhileItWaitsDoesNotRunByItselfAndAtOnceWhenReleased() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map = home.htmap()
                    .map(
                            "held",
                            BudgetsOutliveSchedulerTest::throwsAlways,
                            List.of(1),
                            retries(1, Duration.ofHours(20)));
            awaitIdleAfter(map, 1);
            assertThat(map.hold(0)).isEqualTo(1);
            assertThat(map.status(0)).isEqualTo(Status.HELD);
            assertThat(map.release(0)).isEqualTo(1);

            map.awaitStatus(0, Status.ERRORED, Waits.LONG);
        }
    }

    @Test
    void oneThatIsRemovedWhileItWaitsDoesNotRunAgain() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map = home.htmap()
                    .map("removed", BudgetsOutliveSchedulerTest::throwsAlways, List.of(1), retries(1, DELAY));
            awaitIdleAfter(map, 1);
            assertThat(map.removeComponents(0)).isEqualTo(1);
            assertThat(home.killScheduler()).isTrue();

            ComponentMap<Integer, Integer> later = home.htmap().load("removed");
            home.htmap()
                    .map("another", BudgetsOutliveSchedulerTest::throwsAlways, List.of(1), retries(1, DELAY))
                    .awaitStatus(0, Status.ERRORED, Waits.LONG);

            assertThat(later.status(0)).isEqualTo(Status.REMOVED);
            assertThat(later.attempts(0)).hasSize(1);
            assertThat(later.errors(0)).hasSize(1);
        }
    }

    @Test
    void theMemoryThatItWasGivenIsStillItsOwn() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            MapOptions options =
                    MapOptions.builder().memoryMb(128).maxMemoryMb(300).build();
            Path marker = folder.resolve("runs");
            ComponentMap<String, Long> map =
                    home.htmap().map("grown", BudgetsOutliveSchedulerTest::heapMb, List.of(marker.toString()), options);
            Waits.until("it runs with more", () -> Files.exists(marker));
            assertThat(home.killScheduler()).isTrue();

            ComponentMap<String, Long> later = home.htmap().load("grown");

            assertThat(later.get(0, Waits.LONG)).isBetween(150L, 192L);
            // its worker notices that the scheduler is gone, and leaves politely
            assertThat(later.attempts(0))
                    .extracting(attempt -> attempt.how().orElseThrow())
                    .containsExactly(AttemptEnd.FAILED, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        }
    }

    /** Runs out of memory, then waits until it is killed, then tells how much heap it has. */
    private static Long heapMb(String marker) throws Exception {
        long heap = Runtime.getRuntime().maxMemory();
        if (Component.attempt() == 1) {
            byte[] tooMuch = new byte[(int) heap];
            return (long) tooMuch.length;
        }
        if (Component.attempt() == 2) {
            Files.createFile(Path.of(marker));
            Thread.sleep(Long.MAX_VALUE);
        }
        return heap >> 20;
    }
}
