package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import io.htmap.Status;
import io.htmap.testing.Counter;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The event log as a full disk leaves it: its last event is torn, and no other comes. */
@Tag("full")
class LostEventsTest {
    private static final int STEPS = 2;
    private static final String TERMINATED = "005 (";

    private final PoolRun run = new PoolRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void htcondorIsAskedForALostEnd() throws Exception {
        ComponentMap<Integer, Long> map = run.counters(PoolRun.small(), STEPS);
        run.gate().open();
        map.awaitStatus(0, Status.COMPLETED, Waits.LONG);
        tear(map.directory().resolve("events.log"));

        ComponentMap<Integer, Long> again = run.htmap().load(map.tag());
        assertThat(again.get(0, Waits.LONG)).isEqualTo(Counter.result(STEPS));

        Queue.assertAgrees(again);
        assertThat(Files.readString(map.directory().resolve("events.log")).split("\n005 \\(", -1))
                .as("what stands before, between and behind the torn end and the added one")
                .hasSize(3);
    }

    /** Leaves of the component's end what fitted onto the disk, a while ago. */
    private static void tear(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.UTF_8);
        int end = text.indexOf(TERMINATED);
        assertThat(end).as("the component has ended in %s", text).isPositive();
        Files.writeString(log, text.substring(0, end + TERMINATED.length() + 30), StandardCharsets.UTF_8);
        Files.setLastModifiedTime(log, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
}
