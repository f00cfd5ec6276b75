package io.htmap.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentMap;
import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.Status;
import io.htmap.testing.TestHome;
import io.htmap.testing.Waits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What components ask for, once it was changed, on this machine. */
@Tag("process")
class ChangedRequestsTest {
    private static final MapOptions ALL_CPUS = MapOptions.builder()
            .cpus(Runtime.getRuntime().availableProcessors())
            .memoryMb(128)
            .build();

    @TempDir
    Path folder;

    static Long heapMb(Boolean waits) throws InterruptedException {
        if (waits) {
            Thread.sleep(Long.MAX_VALUE);
        }
        return Runtime.getRuntime().maxMemory() >> 20;
    }

    @Test
    void aKilledSchedulersSuccessorKnowsThem() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Boolean, Long> map =
                    home.htmap().map("heap", ChangedRequestsTest::heapMb, List.of(true, false, false), ALL_CPUS);
            map.awaitRunning(0);
            assertThat(map.setMemoryMb(400, 1)).isEqualTo(1);
            assertThat(map.setMemoryMb(256, 1, 2)).isEqualTo(2);
            assertThat(map.setMemoryMb(400, 2)).isEqualTo(1);
            home.killScheduler();
            ComponentMap<Boolean, Long> later = home.htmap().load("heap");
            later.removeComponents(0);

            assertThat(later.get(1, Waits.LONG)).isBetween(129L, 192L);
            assertThat(later.get(2, Waits.LONG)).isBetween(200L, 300L);
        }
    }

    @Test
    void moreThanTheMachineHasIsRefusedAndChangesNothing() throws Exception {
        try (TestHome home = new TestHome(folder)) {
            ComponentMap<Boolean, Long> map =
                    home.htmap().map("heap", ChangedRequestsTest::heapMb, List.of(true, false), ALL_CPUS);
            map.awaitRunning(0);

            assertThatThrownBy(() -> map.setMemoryMb(1L << 40))
                    .isInstanceOf(SchedulerException.class)
                    .hasMessageContaining("memoryMb")
                    .hasMessageContaining("ask for less");
            map.removeComponents(0);

            assertThat(map.get(1, Waits.LONG)).isLessThan(128);
            assertThat(map.status(0)).isEqualTo(Status.REMOVED);
        }
    }
}
