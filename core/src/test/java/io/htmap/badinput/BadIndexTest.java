package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A component index out of range is refused by every method that takes one, and changes nothing. */
@Tag("process")
class BadIndexTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    static Path folder;

    private static Htmap htmap;
    private static ComponentMap<Integer, Integer> map;

    @BeforeAll
    static void makeMap() throws Exception {
        htmap = Htmap.open(folder.resolve("home"));
        map = htmap.map("two", Work::tenfold, List.of(1, 2));
        map.await(Duration.ofSeconds(60));
    }

    @AfterAll
    static void stopScheduler() throws Exception {
        htmap.close();
        Schedulers.stop(htmap.home());
    }

    static Stream<String> methods() {
        return calls().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isRefused(String method) {
        IntConsumer call = calls().get(method);
        for (int index : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            ThrowingCallable refused = () -> call.accept(index);
            assertThatThrownBy(refused).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(Refusals.lineOf(refused))
                    .isEqualTo("map 'two' has no component " + index + "; its components are 0 to 1");
        }
        assertThat(map.statuses()).containsOnly(Status.COMPLETED);
    }

    @Test
    void attemptsOutOfRange() {
        for (int attempt : new int[] {0, -1, 2, Integer.MAX_VALUE}) {
            assertThat(Refusals.lineOf(() -> map.stdout(1, attempt)))
                    .isEqualTo("component 1 of map 'two' has no attempt " + attempt + "; its attempts are 1 to 1");
            assertThat(Refusals.lineOf(() -> map.stderr(1, attempt))).contains("no attempt " + attempt);
        }
    }

    private static Map<String, IntConsumer> calls() {
        Map<String, IntConsumer> calls = new LinkedHashMap<>();
        calls.put("input", i -> map.input(i));
        calls.put("status", i -> map.status(i));
        calls.put("attempts", i -> map.attempts(i));
        calls.put("holdReason", i -> map.holdReason(i));
        calls.put("error", i -> map.error(i));
        calls.put("awaitRunning", i -> map.awaitRunning(i));
        calls.put("awaitStatus", i -> timed(() -> map.awaitStatus(i, Status.COMPLETED, SHORT)));
        calls.put("get", i -> map.get(i));
        calls.put("get with timeout", i -> timed(() -> map.get(i, SHORT)));
        calls.put("getNow", i -> map.getNow(i));
        calls.put("stdout", i -> map.stdout(i));
        calls.put("stdout of attempt", i -> map.stdout(i, 1));
        calls.put("stderr", i -> map.stderr(i));
        calls.put("stderr of attempt", i -> map.stderr(i, 1));
        calls.put("hold", i -> map.hold(i));
        calls.put("hold, second", i -> map.hold(0, i));
        calls.put("release", i -> map.release(i));
        calls.put("release, second", i -> map.release(0, i));
        calls.put("vacate", i -> map.vacate(i));
        calls.put("vacate, second", i -> map.vacate(0, i));
        calls.put("suspend", i -> map.suspend(i));
        calls.put("suspend, second", i -> map.suspend(0, i));
        calls.put("unsuspend", i -> map.unsuspend(i));
        calls.put("unsuspend, second", i -> map.unsuspend(0, i));
        calls.put("setMemoryMb", i -> map.setMemoryMb(128, i));
        calls.put("setMemoryMb, second", i -> map.setMemoryMb(128, 0, i));
        calls.put("setDiskMb", i -> map.setDiskMb(128, i));
        calls.put("setDiskMb, second", i -> map.setDiskMb(128, 0, i));
        calls.put("removeComponents", i -> map.removeComponents(i));
        calls.put("removeComponents, second", i -> map.removeComponents(0, i));
        return calls;
    }

    private static void timed(Timed call) {
        try {
            call.run();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private interface Timed {
        void run() throws java.util.concurrent.TimeoutException;
    }
}
