package io.htmap.internal.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.MapOptions;
import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.MapDirectory;
import io.htmap.internal.store.MapManifest;
import io.htmap.spi.SchedulerProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which scheduler is taken, and which ones are asked about a map. */
class SchedulersTest {
    private static final MapOptions NO_OPTIONS = MapOptions.builder().build();

    @TempDir
    private Path folder;

    private Home home;
    private final List<String> forgotten = new ArrayList<>();

    @BeforeEach
    void open() {
        home = new Home(folder);
    }

    @ParameterizedTest
    @CsvSource({
        // configured for pool?, environment, option, chosen
        "false, , , local",
        "true, , , pool",
        "true, auto, , pool",
        "true, local, , local",
        "true, '  ', , pool",
        "true, ' local ', , local",
        "false, pool, , pool",
        "false, auto, pool, pool",
        "true, local, auto, pool",
        "true, pool, local, local",
        "false, nonsense, local, local",
    })
    void theOptionGoesBeforeTheEnvironmentAndThatBeforeWhatIsConfigured(
            boolean configured, String variable, String option, String chosen) {
        MapOptions options = option == null
                ? NO_OPTIONS
                : MapOptions.builder().scheduler(option).build();

        assertThat(schedulers(configured, variable).choose(options).name()).isEqualTo(chosen);
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatThereAre() {
        Schedulers schedulers = schedulers(true, "lokal");

        assertThatThrownBy(() -> schedulers.choose(NO_OPTIONS))
                .isInstanceOf(SchedulerException.class)
                .hasMessage("environment variable HTMAP_SCHEDULER is 'lokal', but there is no such scheduler here;"
                        + " did you mean 'local'? the known ones are auto, local, pool");
        assertThatThrownBy(() -> schedulers.choose(
                        MapOptions.builder().scheduler("slurm").build()))
                .isInstanceOf(SchedulerException.class)
                .hasMessage("option scheduler is 'slurm', but there is no such scheduler here;"
                        + " the known ones are auto, local, pool");
    }

    @Test
    void aMapIsForgottenByItsOwnScheduler() throws Exception {
        schedulers(true, null).forget(map("pool"));

        assertThat(forgotten).containsExactly("pool");
    }

    @Test
    void aMapOfASchedulerThatIsNotHereIsForgottenByNobody() throws Exception {
        MapDirectory map = map("slurm");

        assertThatThrownBy(() -> schedulers(true, null).forget(map))
                .isInstanceOf(SchedulerException.class)
                .hasMessageContaining("'slurm'");
        assertThat(forgotten).isEmpty();
    }

    @Test
    void aDamagedMapIsForgottenByAllThatAreConfigured() {
        MapDirectory nothing = home.map("0a1b");

        schedulers(true, null).forget(nothing);
        assertThat(forgotten).containsExactly("local", "pool");

        forgotten.clear();
        schedulers(false, null).forget(nothing);
        assertThat(forgotten).containsExactly("local");
    }

    @Test
    void theJarsOfAllAreInUse() {
        assertThat(schedulers(true, null).jarsInUse()).containsExactlyInAnyOrder("jar of local", "jar of pool");
    }

    private Schedulers schedulers(boolean poolConfigured, String variable) {
        List<SchedulerProvider> providers = List.of(
                new FakeProvider("pool", poolConfigured, forgotten), new FakeProvider("local", true, forgotten));
        return new Schedulers(home, providers, variable == null ? Map.of() : Map.of("HTMAP_SCHEDULER", variable));
    }

    private MapDirectory map(String scheduler) throws Exception {
        MapDirectory map = home.map("0a1b");
        Files.createDirectories(map.path());
        new MapManifest(
                        map.id(),
                        "tag",
                        "1",
                        Instant.EPOCH,
                        scheduler,
                        1,
                        "f",
                        1,
                        List.of(0),
                        List.of(),
                        "cc",
                        List.of(),
                        MapOptions.defaults())
                .write(map.manifest());
        return map;
    }
}
