package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.testing.Client;
import io.htmap.testing.Counter;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Oracle;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills with -9 who takes part in a map: the worker, the scheduler, the client, and each pair of them in both orders. */
@Tag("process")
class KillsTest {
    private static final int STEPS = 6;
    private static final int FIRST = 2;
    private static final int SECOND = 4;
    /** The exit code of a process that SIGKILL ended. */
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    /** Whom to kill, one right after the other. */
    enum Victims {
        WORKER,
        SCHEDULER,
        CLIENT,
        WORKER_SCHEDULER,
        SCHEDULER_WORKER,
        WORKER_CLIENT,
        CLIENT_WORKER,
        SCHEDULER_CLIENT,
        CLIENT_SCHEDULER;

        boolean include(Victims victim) {
            return List.of(name().split("_")).contains(victim.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Victims.class)
    void nothingIsLostTwiceInARow(Victims victims) throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Counter counter = Counter.in(folder, true);
            Process client = client(home, true);
            counter.gate().openTo(FIRST);
            counter.trace().await(0, What.SAVED, FIRST);

            kill(victims, home, client);
            CounterRun run = CounterRun.watch(home, counter, STEPS);
            client = client.isAlive() ? client : client(home, true);
            if (victims != Victims.CLIENT) {
                run.awaitNextAttempt();
            }
            run.advanceTo(SECOND);
            kill(victims, home, client);
            assertThat(home.htmap().load(CounterRun.TAG).size()).isEqualTo(1);
            if (victims != Victims.CLIENT) {
                run.awaitNextAttempt();
            }
            run.finish();

            assertFaults(victims, run);
            assertStreams(run);
            Oracle.assertNoStepTwice(run.trace(), 0);
            assertThat(Oracle.startedAt(run.trace(), 0))
                    .isEqualTo(victims == Victims.CLIENT ? List.of(0) : List.of(0, FIRST, SECOND));
            if (!victims.include(Victims.CLIENT)) {
                assertThat(client.waitFor(Waits.LONG.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(words()).contains("result=" + Counter.result(STEPS));
            }
        }
    }

    /** Starts a client, and waits until it waits for the map's result. */
    private Process client(TestHome home, boolean saves) throws Exception {
        long before = waiting();
        Process client = Client.start(home, folder, STEPS, saves);
        Waits.until("the client waits", () -> waiting() == before + 1);
        return client;
    }

    private long waiting() throws IOException {
        return words().lines().filter(Client.WAITING::equals).count();
    }

    private String words() throws IOException {
        Path output = folder.resolve("client.out");
        return Files.exists(output) ? Files.readString(output) : "";
    }

    /** Stopped, a victim cannot notice that another one is killed before it is killed itself. */
    private static void kill(Victims victims, TestHome home, Process client) throws InterruptedException {
        List<Long> order = new ArrayList<>();
        for (String name : victims.name().split("_")) {
            order.add(
                    switch (Victims.valueOf(name)) {
                        case WORKER -> home.awaitWorker();
                        case SCHEDULER -> home.awaitScheduler();
                        default -> client.pid();
                    });
        }
        assertThat(client.isAlive()).as("the client is there").isTrue();
        if (order.size() == 2) {
            Processes.signal("STOP", order.get(1));
        }
        order.forEach(Processes::killHard);
        if (victims.include(Victims.CLIENT)) {
            assertThat(client.waitFor()).as("the client's exit code").isEqualTo(KILLED);
        } else {
            assertThat(client.isAlive()).as("the client lives").isTrue();
        }
    }

    private static void assertFaults(Victims victims, CounterRun run) {
        List<AttemptEnd> ends = run.ends();
        if (victims == Victims.CLIENT) {
            assertThat(ends).containsExactly(AttemptEnd.COMPLETED);
            return;
        }
        assertThat(ends).hasSize(3).endsWith(AttemptEnd.COMPLETED);
        List<String> reasons = run.reasons().subList(0, 2);
        if (victims.include(Victims.WORKER)) {
            assertThat(ends.subList(0, 2)).containsOnly(AttemptEnd.LOST);
        }
        if (victims.include(Victims.SCHEDULER)) {
            assertThat(reasons).allMatch(reason -> reason.contains("its scheduler"));
        } else {
            assertThat(reasons).allMatch(reason -> reason.contains("killed by signal 9"));
        }
    }

    /** What each attempt wrote is there, in its own place, and a hard end is marked once. */
    private static void assertStreams(CounterRun run) {
        List<AttemptEnd> ends = run.ends();
        List<Integer> upTo = ends.size() == 1 ? List.of(STEPS) : List.of(FIRST, SECOND, STEPS);
        int from = 0;
        for (int i = 0; i < ends.size(); i++) {
            String first = from == 0 ? "starting from scratch\n" : "loaded checkpoint at step " + from + "\n";
            String stdout = run.map().stdout(0, i + 1);
            assertThat(stdout).as("attempt %s", i + 1).startsWith(first + lines("completed step ", from, upTo.get(i)));
            String gap = "[htmap] attempt " + (i + 1) + " ended hard";
            assertThat(stdout.lines().filter(line -> line.startsWith(gap)))
                    .hasSize(ends.get(i) == AttemptEnd.LOST ? 1 : 0);
            assertThat(run.map().stderr(0, i + 1)).isEqualTo(lines("warning at step ", from, upTo.get(i)));
            from = upTo.get(i);
        }
    }

    @Test
    void aWaitingClientStartsAnotherScheduler() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Counter counter = Counter.in(folder, true);
            Process client = client(home, true);
            counter.gate().openTo(FIRST);
            counter.trace().await(0, What.SAVED, FIRST);

            home.killScheduler();
            counter.gate().open();

            // nobody else has opened the map
            assertThat(client.waitFor(Waits.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(words()).contains("result=" + Counter.result(STEPS));
            assertThat(Oracle.startedAt(counter.trace(), 0)).hasSize(2);
            Oracle.assertNothingSavedIsLost(counter.trace(), 0);
        }
    }

    private static String lines(String words, int after, int upTo) {
        return IntStream.rangeClosed(after + 1, upTo)
                .mapToObj(step -> words + step + "\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource(names = {"WORKER", "WORKER_SCHEDULER"})
    void theOracleNoticesAFunctionThatDoesNotSave(Victims victims) throws Exception {
        assertNoticed(victims);
    }

    @Tag("full")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLIENT")
    void theOracleNoticesItWhoeverIsKilled(Victims victims) throws Exception {
        assertNoticed(victims);
    }

    private void assertNoticed(Victims victims) throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Counter counter = Counter.in(folder, false);
            Process client = client(home, false);
            counter.gate().openTo(FIRST);
            counter.trace().await(0, What.SAVED, FIRST);
            kill(victims, home, client);
            CounterRun run = CounterRun.watch(home, counter, STEPS);
            run.finish();

            assertThat(run.ends()).hasSize(2);
            assertThatThrownBy(() -> Oracle.assertNothingSavedIsLost(run.trace(), 0))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("last saved step was " + FIRST);
            assertThat(client.waitFor(Waits.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }
}
