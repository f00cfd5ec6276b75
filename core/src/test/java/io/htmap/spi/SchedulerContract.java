package io.htmap.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.Attempt;
import io.htmap.AttemptEnd;
import io.htmap.AttemptWork;
import io.htmap.ComponentMap;
import io.htmap.MapAccount;
import io.htmap.Status;
import io.htmap.testing.Counter;
import io.htmap.testing.Gate;
import io.htmap.testing.Oracle;
import io.htmap.testing.Trace;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** How every scheduler runs components: what they find, what comes back, and how they resume. */
public abstract class SchedulerContract extends SchedulerFixture {
    private static final int STEPS = 4;

    @Test
    void outputsComeBackInTheOrderOfTheInputs() throws Exception {
        ComponentMap<Integer, Integer> map = htmap().map(
                        "squares",
                        x -> x == null ? null : x * x,
                        Arrays.asList(3, null, 1, 2),
                        options().build());

        map.await(Waits.LONG);

        assertThat(map).containsExactly(9, null, 1, 4);
        assertThat(map.statuses()).containsOnly(Status.COMPLETED);
        assertThat(map.isDone()).isTrue();
    }

    @Test
    void outputsAreHandedOutAsTheyBecomeAvailable() {
        Gate gate = Gate.in(shared());
        ComponentMap<Boolean, String> map = htmap().map(
                        "available",
                        new ContractFunctions.MaybeGated(gate),
                        List.of(true, false, false),
                        options().build());

        List<Integer> order = new ArrayList<>();
        for (ComponentMap.Output<String> output : map.asAvailable()) {
            assertThat(output.value()).isEqualTo((output.component() == 0) + " " + output.component());
            order.add(output.component());
            if (order.size() == 2) {
                gate.open();
            }
        }

        assertThat(order).hasSize(3).containsOnlyOnce(1, 2).endsWith(0);
    }

    /** Whatever the locale is of who started what runs it. */
    @Test
    void filesMayHaveAnyName() throws Exception {
        ComponentMap<String, String> map = htmap().map(
                        "names",
                        ContractFunctions::savesAnyName,
                        List.of("d\u00e4tei", "\u6570\u636e"),
                        options().commitInterval(Duration.ofHours(1)).build());

        assertThat(map.get(0, Waits.LONG)).isEqualTo("saved");
        assertThat(map.get(1, Waits.LONG)).isEqualTo("saved");
    }

    @Test
    void eachComponentRunsAloneInAnEmptyFolderWithWhatItAskedFor() throws Exception {
        ComponentMap<String, List<String>> map = htmap().map(
                        "surroundings",
                        ContractFunctions::surroundings,
                        List.of("a", "b"),
                        options().memoryMb(256).cpus(1).build());

        map.await(Waits.LONG);

        Set<String> folders = new HashSet<>();
        for (int component = 0; component < 2; component++) {
            List<String> facts = map.get(component);
            assertThat(facts)
                    .contains(
                            "files=[]",
                            "mine=" + map.input(component),
                            "index=" + component,
                            "attempt=1",
                            "onNode=true",
                            "processors=1");
            folders.add(valueOf(facts, "folder"));
            assertThat(Long.parseLong(valueOf(facts, "heapMb"))).isBetween(170L, 192L);
        }
        assertThat(folders).hasSize(2);
    }

    private static String valueOf(List<String> facts, String name) {
        return facts.stream()
                .filter(fact -> fact.startsWith(name + "="))
                .findFirst()
                .orElseThrow()
                .substring(name.length() + 1);
    }

    @Test
    void submittingAgainChangesNothing() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("again", counter, List.of(STEPS), options().build());
        map.awaitRunning(0);
        scheduler().submit(directory(map));
        scheduler().submit(directory(map));
        counter.gate().open();
        map.await(Waits.LONG);
        scheduler().submit(directory(map));

        ComponentMap<Integer, Long> later = htmap().load("again");

        assertThat(later.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertEnds(later, 0, AttemptEnd.COMPLETED);
        Oracle.assertNoStepTwice(counter.trace(), 0);
    }

    @Test
    void aComponentResumesAfterEvictionsWithOrWithoutASaveBetween() throws Exception {
        Counter counter = Counter.in(shared(), true);
        Instant before = Instant.now().minusSeconds(2);
        ComponentMap<Integer, Long> map =
                htmap().map("resumes", counter, List.of(STEPS), options().build());

        counter.gate().openTo(2);
        counter.trace().await(0, 1, What.SAVED, 2);
        assertThat(map.vacate()).isEqualTo(1);
        counter.trace().await(0, 2, What.STARTED, 2);
        assertThat(map.vacate(0)).isEqualTo(1);
        counter.trace().await(0, 3, What.STARTED, 2);
        counter.gate().open();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
        assertEnds(map, 0, AttemptEnd.EVICTED, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(Oracle.startedAt(counter.trace(), 0)).containsExactly(0, 2, 2);
        Oracle.assertNoStepTwice(counter.trace(), 0);
        assertFacts(map.attempts(0), before);
        assertAccounts(map);
        assertThat(map.stdout(0, 1))
                .contains("starting from scratch", "completed step 2")
                .doesNotContain("step 3");
        assertThat(map.stdout(0, 2)).contains("loaded checkpoint at step 2").doesNotContain("completed");
        assertThat(map.stdout(0, 3)).contains("loaded checkpoint at step 2", "completed step 4");
        assertThat(map.stdout(0)).isEqualTo(map.stdout(0, 1) + map.stdout(0, 2) + map.stdout(0, 3));
        assertThat(map.stderr(0, 1)).isEqualTo("warning at step 1\nwarning at step 2\n");
        assertThat(map.stderr(0, 2)).isEmpty();
        assertThat(map.stderr(0, 3)).isEqualTo("warning at step 3\nwarning at step 4\n");
        assertThat(map.stderr(0)).isEqualTo(map.stderr(0, 1) + map.stderr(0, 3));
    }

    @Test
    void whatIsReturnedDuringAnEvictionIsNotComputedAgain() throws Exception {
        ContractFunctions.Returning function = new ContractFunctions.Returning(Trace.in(shared()));
        ComponentMap<Integer, Integer> map =
                htmap().map("returning", function, List.of(21), options().build());
        function.trace().await(0, 1, What.STARTED, 0);

        map.vacate();

        assertThat(map.get(0, Waits.LONG)).isEqualTo(42);
        assertThat(function.trace().lines()).hasSize(1);
    }

    /** The first attempt saved steps 1 and 2, the second nothing, the third the rest. */
    private static void assertAccounts(ComponentMap<?, ?> map) {
        List<AttemptWork> work = map.attempts(0).stream()
                .map(attempt -> attempt.work().orElseThrow())
                .toList();
        assertThat(work).extracting(AttemptWork::startedFrom).containsExactly(0, 2, 2);
        assertThat(work).extracting(AttemptWork::saves).startsWith(2, 0);
        assertThat(work.get(0).saved()).isPositive();
        assertThat(work.get(1).saved()).isZero();
        assertThat(work.get(1).lost()).isPositive();
        assertThat(work.get(2).saved()).isPositive();
        assertThat(work.get(2).lost()).isZero();
        assertThat(map.account())
                .isEqualTo(new MapAccount(
                        work.get(0).saved().plus(work.get(2).saved()),
                        work.get(0).lost().plus(work.get(1).lost()),
                        Duration.ZERO,
                        3,
                        2,
                        0,
                        0));
    }

    private static void assertFacts(List<Attempt> attempts, Instant before) {
        Instant last = before;
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            assertThat(attempt.number()).isEqualTo(i + 1);
            assertThat(attempt.host()).isNotEmpty().isNotEqualTo("unknown");
            assertThat(attempt.start()).isAfterOrEqualTo(last);
            assertThat(attempt.end().orElseThrow()).isAfterOrEqualTo(attempt.start());
            assertThat(attempt.duration().orElseThrow()).isBetween(Duration.ofMillis(1), Waits.LONG);
            last = attempt.end().orElseThrow();
        }
    }

    @Test
    void whatARunningAttemptWritesCanBeReadAtOnce() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("live", counter, List.of(STEPS), options().build());
        counter.gate().openTo(1);
        counter.trace().await(0, 1, What.SAVED, 1);

        assertThat(map.status(0)).isEqualTo(Status.RUNNING);
        assertThat(map.stdout(0, 1)).contains("completed step 1");
        assertThat(map.attempts(0).get(0).end()).isEmpty();

        counter.gate().open();
        map.await(Waits.LONG);
    }

    @Test
    void waitsEndWhenTheirTimeIsOver() throws Exception {
        Counter counter = Counter.in(shared(), true);
        ComponentMap<Integer, Long> map =
                htmap().map("waits", counter, List.of(STEPS), options().build());
        Duration little = Duration.ofMillis(100);

        assertThatThrownBy(() -> map.await(little))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("waits");
        assertThatThrownBy(() -> map.get(0, little))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("component 0");
        assertThatThrownBy(() -> map.awaitStatus(0, Status.COMPLETED, little)).isInstanceOf(TimeoutException.class);
        assertThat(map.getNow(0)).isEmpty();

        counter.gate().open();
        assertThat(map.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));
    }
}
