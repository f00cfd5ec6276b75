package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.Component;
import io.htmap.testing.Gate;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTCondor's own tools read the event log of a map that ran on the embedded scheduler, with all that may befall it. */
class LocalLogTest {
    private static final String EVICTED = "004";
    private static final String SUSPENDED = "010";
    private static final String UNSUSPENDED = "011";
    private static final String HELD = "012";
    private static final String RELEASED = "013";

    private Path folder;
    private Htmap htmap;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createTempDirectory(Path.of(System.getProperty("user.home")), "local");
        htmap = Htmap.open(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        htmap.tags().forEach(htmap::forceRemove);
        htmap.close();
    }

    @Test
    void theyAcceptEachLineOfIt() throws Exception {
        Gate gate = Gate.in(folder);
        MapOptions options = MapOptions.builder()
                .scheduler("local")
                .memoryMb(64)
                .gracePeriod(Duration.ofSeconds(5))
                .build();
        ComponentMap<Integer, Integer> map =
                htmap.map("local", number -> step(gate, number), List.of(1, 2, 3), options);
        evictSuspendAndHold(map);
        Path events = map.directory().resolve("events.log");
        String log = events.toString();
        assertThat(numbers(events)).contains(EVICTED, SUSPENDED, UNSUSPENDED, HELD, RELEASED);

        Answer unfinished = Answer.of("condor_wait", "-wait", "1", log);
        gate.open();
        map.awaitStatus(0, Status.COMPLETED, Waits.LONG);
        map.awaitStatus(1, Status.COMPLETED, Waits.LONG);
        map.awaitStatus(2, Status.ERRORED, Waits.LONG);
        Answer wait = Answer.of("condor_wait", "-status", "-wait", "10", log);
        Answer usage = Answer.of("condor_userlog", log);

        assertThat(unfinished.exitCode())
                .as("condor_wait before the end: %s", unfinished.text())
                .isEqualTo(1);
        assertThat(wait.exitCode()).as("condor_wait: %s", wait.text()).isZero();
        assertThat(wait.text())
                .contains("All jobs done.")
                .containsPattern("(?m)^\\d+\\.0\\.0 submitted")
                .containsPattern("(?m)^\\d+\\.0\\.0 executing on host");
        assertThat(lines(wait, " completed")).isEqualTo(3);
        assertThat(lines(wait, ".0.0 executing")).as("attempts of component 0").isEqualTo(2);
        assertThat(usage.exitCode()).as("condor_userlog: %s", usage.text()).isZero();
        assertThat(usage.text()).contains("Host/Job", "Wall Time", "Total");
        assertThat(wait.text() + usage.text())
                .doesNotContainIgnoringCase("error")
                .doesNotContain("Warning");
    }

    private static long lines(Answer answer, String words) {
        return answer.text().lines().filter(line -> line.contains(words)).count();
    }

    /** Returns the numbers of all events. */
    private static List<String> numbers(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.matches("\\d{3} \\(.*"))
                .map(line -> line.substring(0, 3))
                .toList();
    }

    private static void evictSuspendAndHold(ComponentMap<?, ?> map) throws Exception {
        map.awaitRunning(0);
        map.vacate(0);
        Waits.until("a second attempt", () -> map.attempts(0).size() == 2 && map.status(0) == Status.RUNNING);
        map.awaitRunning(1);
        map.suspend(1);
        map.awaitStatus(1, Status.SUSPENDED, Waits.LONG);
        map.unsuspend(1);
        map.awaitStatus(1, Status.RUNNING, Waits.LONG);
        map.hold(2);
        map.awaitStatus(2, Status.HELD, Waits.LONG);
        map.release(2);
    }

    private static int step(Gate gate, int number) throws Exception {
        gate.await(number);
        if (number == 3) {
            throw new IllegalStateException("as it was asked to, in attempt " + Component.attempt());
        }
        return number;
    }

    /** What a program did; its standard error is among what it wrote. */
    private record Answer(int exitCode, String text) {
        static Answer of(String... command) throws IOException, InterruptedException {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        }
    }
}
