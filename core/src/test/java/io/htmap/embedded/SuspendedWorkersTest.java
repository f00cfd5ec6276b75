package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Oracle;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Trace.What;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What suspending does to the processes of this machine, and what becomes of them when the scheduler goes. */
@Tag("process")
class SuspendedWorkersTest {
    private static final int STEPS = 4;
    private static final int SAVED = 2;

    @TempDir
    Path folder;

    /** Starts a process that starts another, and stays. */
    static int startsOthers(String trace) throws Exception {
        new ProcessBuilder(
                        "sh",
                        "-c",
                        "sleep 1000 & echo $! > '" + trace + ".next'; mv '" + trace + ".next' '" + trace + "'; wait")
                .start();
        Thread.sleep(Long.MAX_VALUE);
        return 0;
    }

    @Test
    void theWholeFamilyIsStoppedAndContinued() throws Exception {
        Path trace = folder.resolve("trace");
        try (TestHome home = new TestHome(folder.resolve("home"))) {
            ComponentMap<String, Integer> map =
                    home.htmap().map("family", SuspendedWorkersTest::startsOthers, List.of(trace.toString()));
            Waits.until("the grandchild runs", () -> Files.exists(trace));
            long grandchild = Long.parseLong(Files.readString(trace).strip());
            List<Long> family = List.of(
                    home.awaitWorker(map, 0),
                    ProcessHandle.of(grandchild)
                            .flatMap(ProcessHandle::parent)
                            .orElseThrow()
                            .pid(),
                    grandchild);

            assertThat(map.suspend()).isEqualTo(1);
            Waits.until("all are stopped", () -> family.stream().allMatch(Processes::isStopped));
            assertThat(map.status(0)).isEqualTo(Status.SUSPENDED);
            assertThat(map.unsuspend()).isEqualTo(1);
            Waits.until("none is stopped", () -> family.stream().noneMatch(Processes::isStopped));
            assertThat(map.status(0)).isEqualTo(Status.RUNNING);

            String log = Files.readString(map.directory().resolve("events.log"));
            assertThat(log)
                    .containsPattern("010 \\(001\\.000\\.000\\) .* Job was suspended\\.\n"
                            + "\tNumber of processes actually suspended: 3\n\\.\\.\\.\n"
                            + "011 \\(001\\.000\\.000\\) .* Job was unsuspended\\.\n\\.\\.\\.\n");
        }
    }

    @Test
    void itKeepsWhatItClaims() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(SAVED);
            run.map().suspend();
            ComponentMap<Integer, Integer> large = run.home()
                    .htmap()
                    .map(
                            "large",
                            x -> x,
                            List.of(7),
                            io.htmap.MapOptions.builder()
                                    .cpus(Runtime.getRuntime().availableProcessors())
                                    .build());

            run.map().unsuspend();
            run.finish();

            assertThat(large.get(0, Waits.LONG)).isEqualTo(7);
            assertThat(large.attempts(0).get(0).start())
                    .isAfterOrEqualTo(run.map().attempts(0).get(0).end().orElseThrow());
        }
    }

    @Test
    void theNextSchedulerEndsOneWhoseSchedulerWasKilled() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            long worker = suspend(run);
            Processes.killHard(run.home().awaitScheduler());
            assertThat(Processes.isStopped(worker)).isTrue();

            assertThat(run.home().htmap().load(CounterRun.TAG).size()).isEqualTo(1);

            assertGoesOn(run, worker);
            assertThat(run.reasons().get(0)).contains("its scheduler ended");
        }
    }

    @Test
    void oneThatIsToldToEndTakesItAlong() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            long worker = suspend(run);
            run.home().stopScheduler();
            assertThat(Processes.isAlive(worker)).isFalse();

            assertThat(run.home().htmap().load(CounterRun.TAG).size()).isEqualTo(1);

            assertGoesOn(run, worker);
            assertThat(run.reasons().get(0)).contains("the scheduler was stopped");
        }
    }

    @Test
    void killedWhileItIsSuspendedItHasLostItsNode() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            Processes.killHard(suspend(run));

            run.awaitNextAttempt();
            run.finish();

            assertThat(run.ends()).containsExactly(AttemptEnd.LOST, AttemptEnd.COMPLETED);
            Oracle.assertNoStepTwice(run.trace(), 0);
        }
    }

    private static long suspend(CounterRun run) throws Exception {
        run.advanceTo(SAVED);
        long worker = run.home().awaitWorker();
        assertThat(run.map().suspend()).isEqualTo(1);
        Waits.until("the worker is stopped", () -> Processes.isStopped(worker));
        assertThat(run.map().status(0)).isEqualTo(Status.SUSPENDED);
        return worker;
    }

    private static void assertGoesOn(CounterRun run, long worker) throws Exception {
        run.awaitNextAttempt();
        assertThat(Processes.isAlive(worker)).isFalse();
        run.finish();
        assertThat(run.ends()).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
        assertThat(Oracle.startedAt(run.trace(), 0)).containsExactly(0, SAVED);
        assertThat(run.trace().of(0)).noneMatch(line -> line.what() == What.TWICE);
        Oracle.assertNoStepTwice(run.trace(), 0);
    }
}
