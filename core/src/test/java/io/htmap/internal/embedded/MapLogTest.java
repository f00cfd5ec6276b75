package io.htmap.internal.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.internal.event.EventBody;
import io.htmap.internal.event.EventParser;
import io.htmap.internal.event.EventType;
import io.htmap.internal.event.JobMapping;
import io.htmap.internal.event.StateFile;
import io.htmap.internal.store.MapDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapLogTest {
    private static final int COMPONENTS = 10;
    private static final int EVENT = 10_000;

    @TempDir
    Path folder;

    private MapDirectory map;

    @BeforeEach
    void make() {
        map = new MapDirectory(folder);
    }

    @Test
    void whoOpensAMapThatRunsReadsOnlyTheLastMegabytesOfItsLog() throws Exception {
        try (MapLog log = MapLog.open(map, COMPONENTS)) {
            grow(log, 1 << 20);
            assertThat(map.state()).doesNotExist();

            grow(log, 8 << 20);
            long first = savedAt();
            assertThat(first).isBetween(4L << 20, 6L << 20);

            grow(log, 16 << 20);
            assertThat(savedAt()).isGreaterThan(Files.size(map.eventLog()) - (6 << 20));
        }
    }

    @Test
    void aSchedulerThatTakesOverGoesOnFromWhatWasSaved() throws Exception {
        try (MapLog log = MapLog.open(map, COMPONENTS)) {
            grow(log, 5 << 20);
        }
        long before = savedAt();
        try (MapLog log = MapLog.open(map, COMPONENTS)) {
            grow(log, 6 << 20);
            assertThat(savedAt()).isEqualTo(before);

            grow(log, 11 << 20);
            assertThat(savedAt()).isGreaterThan(before);
        }
    }

    private void grow(MapLog log, long bytes) throws IOException {
        while (Files.size(map.eventLog()) < bytes) {
            for (int i = 0; i < 100; i++) {
                log.add(i % COMPONENTS, new EventBody.Note(EventType.GENERIC, "x".repeat(EVENT)));
            }
            log.commit();
        }
    }

    private long savedAt() throws IOException {
        return StateFile.load(map.state(), map.eventLog(), new EventParser(), COMPONENTS, JobMapping.PROC_IS_COMPONENT)
                .position()
                .offset();
    }
}
