package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.htmap.AttemptEnd;
import io.htmap.ComponentErrorException;
import io.htmap.ComponentMap;
import io.htmap.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a function starts must not outlive its attempt: the next one would run beside it. */
@Tag("process")
class FamilyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    /** Starts a process that starts another, notes their ids, and stays until it is evicted for the second time. */
    static int startsOthers(String trace) throws Exception {
        // looked at first: the test goes on as soon as the others are there
        boolean enough = Files.exists(Path.of(trace + ".enough"));
        new ProcessBuilder("sh", "-c", "echo $$ >> '" + trace + "'; sleep 1000 & echo $! >> '" + trace + "'; wait")
                .start();
        if (enough) {
            return 1;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    static int throwsWithoutMessage(int ignored) throws Exception {
        throw new IOException();
    }

    @Test
    void noProcessOfAnAttemptOutlivesIt() throws Exception {
        Path trace = folder.resolve("trace");
        try (TestHome home = new TestHome(folder.resolve("home"))) {
            ComponentMap<String, Integer> map =
                    home.htmap().map("family", FamilyTest::startsOthers, List.of(trace.toString()));
            awaitLines(trace, 2);
            assertThat(alive(trace)).hasSize(2);
            map.vacate(0);
            awaitLines(trace, 4);
            assertThat(alive(trace)).hasSize(2);
            Files.writeString(folder.resolve("trace.enough"), "", StandardOpenOption.CREATE);
            map.vacate(0);

            assertThat(map.get(0, PATIENCE)).isEqualTo(1);

            assertThat(map.attempts(0).stream().map(attempt -> attempt.how().orElseThrow()))
                    .containsExactly(AttemptEnd.EVICTED, AttemptEnd.EVICTED, AttemptEnd.COMPLETED);
            assertThat(alive(trace)).isEmpty();
        }
    }

    @Test
    void anExceptionWithoutAMessageIsAnErrorLikeAnyOther() throws Exception {
        try (TestHome home = new TestHome(folder.resolve("home"))) {
            ComponentMap<Integer, Integer> map =
                    home.htmap().map("silent", FamilyTest::throwsWithoutMessage, List.of(1));

            assertThatThrownBy(() -> map.get(0, PATIENCE))
                    .isInstanceOf(ComponentErrorException.class)
                    .hasMessage("component 0 of map 'silent' threw java.io.IOException; see: htmap errors silent");
        }
    }

    private static void awaitLines(Path trace, int count) {
        await().atMost(PATIENCE)
                .until(() -> Files.exists(trace) && Files.readAllLines(trace).size() >= count);
    }

    /** The dead that nobody has buried yet, state Z, do not count. */
    private static List<Long> alive(Path trace) throws IOException {
        return Files.readAllLines(trace).stream()
                .map(Long::valueOf)
                .filter(FamilyTest::isAlive)
                .toList();
    }

    private static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).trim().startsWith("Z");
        } catch (IOException gone) {
            return false;
        }
    }
}
