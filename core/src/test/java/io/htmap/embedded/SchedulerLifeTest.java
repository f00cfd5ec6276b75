package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.AttemptEnd;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.internal.embedded.EmbeddedSchedulerProvider;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.runtime.MapFunction;
import io.htmap.spi.Scheduler;
import io.htmap.testing.CounterRun;
import io.htmap.testing.Gate;
import io.htmap.testing.Oracle;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the scheduler's process begins and ends, and who comes in between. */
@Tag("process")
class SchedulerLifeTest {
    private static final int STEPS = 4;

    @TempDir
    Path folder;

    @Test
    void manyClientsAtOnceNeverHaveTwoSchedulers() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            List<CompletableFuture<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int input = i;
                results.add(CompletableFuture.supplyAsync(() -> oneMore(home.path(), input)));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(results.get(i).get(Waits.LONG.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo(i + 1);
            }
            assertThat(comingsAndGoings(home)).isNotEmpty().doesNotContain("started started");
        }
    }

    /** Returns in what order schedulers started and ended, as they say themselves. */
    private static String comingsAndGoings(TestHome home) throws Exception {
        return Files.readAllLines(home.path().resolve("scheduler.log")).stream()
                .flatMap(line -> line.contains(" started, process ")
                        ? Stream.of("started")
                        : line.endsWith(" scheduler ended") ? Stream.of("ended") : Stream.of())
                .collect(Collectors.joining(" "));
    }

    /** Not a lambda: this class has library types in its signatures that a node does not know. */
    record Successor() implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer input) {
            return input + 1;
        }
    }

    private static int oneMore(Path home, int input) {
        try (Htmap htmap = Htmap.open(home)) {
            return htmap.map("map-" + input, new Successor(), List.of(input), small())
                    .get(0);
        }
    }

    private static io.htmap.MapOptions small() {
        return CounterRun.options(Duration.ofSeconds(20));
    }

    private static long started(TestHome home) throws Exception {
        return Files.readAllLines(home.path().resolve("scheduler.log")).stream()
                .filter(line -> line.contains(" started, process "))
                .count();
    }

    @Test
    void endsItselfWhenNothingIsLeftAndIsStartedAgain() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            assertThat(oneMore(home.path(), 1)).isEqualTo(2);
            long first = home.awaitScheduler();
            Waits.until("the scheduler has ended", () -> !Processes.isAlive(first));
            assertThat(home.scheduler()).isEmpty();
            assertThat(home.path().resolve("queue")).isEmptyDirectory();

            assertThat(oneMore(home.path(), 2)).isEqualTo(3);
            assertThat(started(home)).isEqualTo(2);
        }
    }

    @Test
    void toldToEndItEvictsItsWorkersAndTheNextOneGoesOn() throws Exception {
        try (CounterRun run = CounterRun.start(folder, STEPS, true)) {
            run.advanceTo(2);
            run.home().stopScheduler();
            assertThat(Processes.mentioning(run.home().path().toString())).isEmpty();
            run.finish();

            assertThat(run.ends()).containsExactly(AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
            assertThat(run.reasons().get(0)).contains("the scheduler was stopped");
            Oracle.assertNoStepTwice(run.trace(), 0);
        }
    }

    /** Told to leave, it waits in a shutdown hook for the gate. */
    record LeavesSlowly(Gate gate, String mark) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer input) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Files.writeString(Path.of(mark), "leaving");
                    gate.await(2);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
            Files.writeString(Path.of(mark), "running");
            gate.await(1);
            return input;
        }
    }

    @Test
    void aClientThatComesWhileItEndsIsServedByTheNextOne() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Path mark = folder.resolve("mark");
            LeavesSlowly function = new LeavesSlowly(Gate.in(folder), mark.toString());
            ComponentMap<Integer, Integer> slow = home.htmap().map("slow", function, List.of(7), small());
            awaitMark(mark, "running");
            long first = home.awaitScheduler();
            Processes.terminate(first);
            awaitMark(mark, "leaving");

            CompletableFuture<Integer> late = CompletableFuture.supplyAsync(() -> oneMore(home.path(), 1));
            Waits.until("the map of the late client", () -> home.htmap().tags().contains("map-1"));
            assertThat(Processes.isAlive(first)).isTrue();
            function.gate().openTo(2);

            assertThat(late.get(Waits.LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(slow.get(0, Waits.LONG)).isEqualTo(7);
            assertThat(slow.attempts(0).get(0).how()).contains(AttemptEnd.EVICTED);
        }
    }

    private static void awaitMark(Path mark, String text) {
        Waits.until(text, () -> Files.exists(mark) && Files.readString(mark).equals(text));
    }

    @Test
    void aMapThatIsBeingRemovedIsNotTakenUpAgain() throws Exception {
        try (TestHome home = new TestHome(folder);
                Scheduler scheduler = new EmbeddedSchedulerProvider().open(new Home(home.path()))) {
            oneMore(home.path(), 1);
            ComponentMap<Integer, Integer> map = home.htmap().load("map-1");
            MapDirectory directory = new MapDirectory(map.directory());
            Files.delete(home.path().resolve("tags").resolve("map-1"));
            scheduler.forget(directory);

            assertThatThrownBy(() -> scheduler.submit(directory))
                    .isInstanceOf(HtmapException.class)
                    .hasMessageContaining("was removed");
            assertThat(home.path().resolve("queue")).isEmptyDirectory();
        }
    }

    /** Leaves a process behind that goes on making files in the working directory. */
    record LeavesAProcess(String pidFile) implements MapFunction<Integer, Integer> {
        private static final String SCRIPT = "i=0; while :; do i=$((i+1)); mkdir -p d$i; : > d$i/f; done";

        @Override
        public Integer apply(Integer input) throws Exception {
            if (Files.exists(Path.of(pidFile))) {
                return input;
            }
            Process child = new ProcessBuilder("/bin/sh", "-c", SCRIPT).start();
            Files.writeString(Path.of(pidFile), Long.toString(child.pid()));
            Thread.sleep(Long.MAX_VALUE);
            return input;
        }
    }

    @Test
    void aProcessThatAFunctionLeftBehindDoesNotHoldUpItsComponent() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            Path pidFile = folder.resolve("pid");
            ComponentMap<Integer, Integer> map =
                    home.htmap().map("leaves", new LeavesAProcess(pidFile.toString()), List.of(7), small());
            Waits.until(
                    "the child",
                    () -> Files.exists(pidFile) && !Files.readString(pidFile).isEmpty());
            long child = Long.parseLong(Files.readString(pidFile));
            try {
                Processes.killHard(home.awaitWorker(map, 0));

                assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
                assertThat(map.attempts(0).get(0).how()).contains(AttemptEnd.LOST);
            } finally {
                Processes.killHard(child);
            }
        }
    }
}
