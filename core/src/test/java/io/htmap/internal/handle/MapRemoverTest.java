package io.htmap.internal.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapRemoverTest {
    @TempDir
    private Path folder;

    private final List<MapDirectory> forgotten = new ArrayList<>();
    private Home home;
    private MapDirectory map;
    private MapRemover remover;

    @BeforeEach
    void aMapWhoseSchedulerWasAwayWhenItWasRemoved() throws IOException {
        home = Homes.open(folder.resolve("home"));
        map = home.map(UUID.randomUUID().toString());
        Files.createDirectories(map.path());
        new Tags(home).claim("m", map.id());
        remover = new MapRemover(home);
        assertThatThrownBy(() -> remover.remove("m", map, MapRemoverTest::isAway))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("is no more");
        assertThat(map.path()).exists();
    }

    private static void isAway(MapDirectory map) {
        throw new SchedulerException("away");
    }

    private void later() throws IOException {
        Files.setLastModifiedTime(home.removing().resolve(map.id()), FileTime.from(Instant.EPOCH));
    }

    @Test
    void theRemovalIsFinishedAWhileLater() throws IOException {
        remover.finishEarlier(forgotten::add);
        assertThat(forgotten).as("at once").isEmpty();

        later();
        remover.finishEarlier(forgotten::add);

        assertThat(forgotten).containsExactly(map);
        assertThat(map.path()).doesNotExist();
        assertThat(home.removing()).isEmptyDirectory();
    }

    @Test
    void aSchedulerThatIsStillAwayIsNotAskedEachTime() throws IOException {
        later();
        remover.finishEarlier(MapRemoverTest::isAway);
        remover.finishEarlier(forgotten::add);

        assertThat(forgotten).isEmpty();
        assertThat(map.path()).exists();
    }

    @Test
    void whatTheCleanerFinishedIsForgotten() throws IOException {
        new MapCleaner(home, forgotten::add, java.util.Set.of()).clean();
        later();

        remover.finishEarlier(MapRemoverTest::isAway);

        assertThat(home.removing()).isEmptyDirectory();
    }
}
