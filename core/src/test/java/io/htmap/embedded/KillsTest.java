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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
            Process client = Client.start(home, folder, STEPS, true);
            counter.gate().openTo(FIRST);
            counter.trace().await(0, What.SAVED, FIRST);

            kill(victims, home, client);
            CounterRun run = CounterRun.watch(home, counter, STEPS);
            boolean again = victims != Victims.CLIENT;
            if (again) {
                run.awaitNextAttempt();
            }
            run.advanceTo(SECOND);
            if (again) {
                kill(victims, home, client);
                assertThat(home.htmap().load(CounterRun.TAG).size()).isEqualTo(1);
                run.awaitNextAttempt();
            }
            run.finish();

            assertFaults(victims, run);
            Oracle.assertNoStepTwice(run.trace(), 0);
            assertThat(Oracle.startedAt(run.trace(), 0)).isEqualTo(again ? List.of(0, FIRST, SECOND) : List.of(0));
            if (!victims.include(Victims.CLIENT)) {
                assertThat(client.waitFor(Waits.LONG.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(Files.readString(folder.resolve("client.out"))).contains("result=" + Counter.result(STEPS));
            }
        }
    }

    /** Stopped, a victim cannot notice that another one is killed before it is killed itself. */
    private static void kill(Victims victims, TestHome home, Process client) {
        List<Long> order = new ArrayList<>();
        for (String name : victims.name().split("_")) {
            order.add(
                    switch (Victims.valueOf(name)) {
                        case WORKER -> home.awaitWorker();
                        case SCHEDULER -> home.awaitScheduler();
                        default -> client.pid();
                    });
        }
        boolean clientIsGone = !client.isAlive();
        order.removeIf(pid -> clientIsGone && pid == client.pid());
        if (order.size() == 2) {
            Processes.signal("STOP", order.get(1));
        }
        order.forEach(Processes::killHard);
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

    @Test
    void aWaitingClientStartsAnotherScheduler() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Counter counter = Counter.in(folder, true);
            Process client = Client.start(home, folder, STEPS, true);
            counter.gate().openTo(FIRST);
            counter.trace().await(0, What.SAVED, FIRST);

            home.killScheduler();
            counter.gate().open();

            // nobody else has opened the map
            assertThat(client.waitFor(Waits.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(folder.resolve("client.out"))).contains("result=" + Counter.result(STEPS));
            assertThat(Oracle.startedAt(counter.trace(), 0)).hasSize(2);
            Oracle.assertNothingSavedIsLost(counter.trace(), 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Victims.class,
            names = {"WORKER", "SCHEDULER"})
    void theOracleNoticesAFunctionThatDoesNotSave(Victims victims) throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Counter counter = Counter.in(folder, false);
            Process client = Client.start(home, folder, STEPS, false);
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
