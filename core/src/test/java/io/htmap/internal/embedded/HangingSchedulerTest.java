package io.htmap.internal.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.runtime.MapFunction;
import io.htmap.testing.Gate;
import io.htmap.testing.Processes;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler that hangs blocks nobody for ever; one that only takes its time is waited for. */
@Tag("process")
class HangingSchedulerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    /** Goes through a gate; as long as that is closed, it takes its whole grace period to leave. */
    record Gated(Gate gate) implements MapFunction<Integer, Integer> {
        @Override
        public Integer apply(Integer input) throws Exception {
            gate.await(1);
            return input;
        }
    }

    @Test
    @Timeout(value = 100, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isNamedAndTimeOutsHold() throws Exception {
        Gate gate = Gate.in(folder);
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map = home.htmap().map("gated", new Gated(gate), List.of(7));
            map.awaitRunning(0);
            long scheduler = home.awaitScheduler();
            Processes.signal("STOP", scheduler);
            try {
                assertThatThrownBy(() -> map.get(0, Duration.ofSeconds(3)))
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContaining("waited 3.0 s")
                        .hasMessageContaining("its scheduler did not answer");
                assertThatThrownBy(() -> client(home, PATIENCE).ask(Request.about(Request.Verb.SUBMIT, map.id())))
                        .isInstanceOf(SchedulerException.class)
                        .hasMessageContaining("hangs: its process " + scheduler)
                        .hasMessageContaining("kill -CONT " + scheduler);
            } finally {
                Processes.signal("CONT", scheduler);
            }

            gate.open();
            assertThat(map.get(0, Waits.LONG)).isEqualTo(7);
        }
    }

    @Test
    @Tag("full")
    void isNotToBlameWhenAWorkerTakesItsTime() throws Exception {
        Duration patience = Duration.ofSeconds(3);
        MapOptions options =
                MapOptions.builder().gracePeriod(patience.multipliedBy(3)).build();
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Integer, Integer> map =
                    home.htmap().map("gated", new Gated(Gate.in(folder)), List.of(7), options);
            map.awaitRunning(0);

            assertThat(client(home, patience).ask(Request.about(Request.Verb.FORGET, map.id())))
                    .isZero();

            assertThat(home.workers(map)).isEmpty();
        }
    }

    private static DaemonClient client(TestHome testHome, Duration patience) {
        Home home = new Home(testHome.path());
        return new DaemonClient(home, new DaemonLauncher(() -> LibraryJars.of(home)), patience);
    }
}
