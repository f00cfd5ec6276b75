package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.CorruptMapException;
import io.htmap.MapOptions;
import io.htmap.runtime.internal.io.CheckedText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapManifestTest {
    @TempDir
    Path folder;

    private MapDirectory map;
    private MapManifest manifest;

    @BeforeEach
    void write() throws Exception {
        map = new MapDirectory(folder.resolve("0a1b"));
        Files.createDirectories(map.path());
        manifest = new MapManifest(
                "0a1b",
                "run",
                "0.1.0",
                Instant.parse("2026-11-23T10:00:00Z"),
                "local",
                5000,
                "Main::run",
                123,
                List.of(0, 4096),
                List.of("aa", "bb"),
                "cc",
                List.of("my.package.*", "other.**"),
                MapOptions.builder()
                        .javaHome(Path.of("/usr/lib/jvm/java 17"))
                        .gracePeriod(Duration.ofMillis(1500))
                        .maxLosses(4)
                        .maxEvictions(11)
                        .retries(12)
                        .retryDelay(Duration.ofMillis(13))
                        .maxMemoryMb(1400)
                        .maxRunTime(Duration.ofSeconds(15))
                        .stallTimeout(Duration.ofSeconds(16))
                        .commitInterval(Duration.ofSeconds(7))
                        .jobLease(Duration.ofSeconds(70))
                        .scheduler("local")
                        .cpus(3)
                        .memoryMb(700)
                        .diskMb(9)
                        .outputPackages(List.of("x.y", "z"))
                        .build());
        manifest.write(map.manifest());
    }

    @Test
    void comesBackAsItWasWritten() {
        MapManifest read = MapManifest.read(map);

        assertThat(read).usingRecursiveComparison().isEqualTo(manifest);
    }

    @Test
    void emptyListsComeBackEmpty() throws Exception {
        MapManifest bare = new MapManifest(
                "0a1b",
                "run",
                "1",
                Instant.EPOCH,
                "local",
                1,
                "f",
                1,
                List.of(0),
                List.of(),
                "cc",
                List.of(),
                MapOptions.defaults());
        bare.write(map.manifest());

        MapManifest read = MapManifest.read(map);

        assertThat(read.jars()).isEmpty();
        assertThat(read.allowedTypes()).isEmpty();
        assertThat(read.options().javaHome()).isEmpty();
        assertThat(read.options().outputPackages()).isEmpty();
    }

    @Test
    void optionsThatAnOlderVersionDidNotKnowAreUnset() throws Exception {
        for (String option : List.of(
                "maxEvictions",
                "retries",
                "retryDelay",
                "maxMemoryMb",
                "maxRunTime",
                "stallTimeout",
                "commitInterval",
                "jobLease",
                "javaHome")) {
            rewrite("option." + option, null);
        }

        MapOptions options = MapManifest.read(map).options();

        assertThat(options)
                .usingRecursiveComparison()
                .isEqualTo(MapOptions.builder()
                        .gracePeriod(Duration.ofMillis(1500))
                        .maxLosses(4)
                        .scheduler("local")
                        .cpus(3)
                        .memoryMb(700)
                        .diskMb(9)
                        .outputPackages(List.of("x.y", "z"))
                        .build());
    }

    @Test
    void aMissingOneIsNamed() throws Exception {
        Files.delete(map.manifest());

        assertThatThrownBy(() -> MapManifest.read(map))
                .isInstanceOf(CorruptMapException.class)
                .hasMessage("map directory " + map.path() + " is damaged: " + map.manifest() + " is missing; restore it"
                        + " from a backup, or remove the map with: htmap remove --force TAG");
    }

    @Test
    void everyCutAndEveryChangedByteIsFound() throws Exception {
        byte[] whole = Files.readAllBytes(map.manifest());
        for (int i = 0; i < whole.length; i++) {
            Files.write(map.manifest(), java.util.Arrays.copyOf(whole, i));
            assertThatThrownBy(() -> MapManifest.read(map))
                    .isInstanceOf(CorruptMapException.class)
                    .hasMessageContaining(map.manifest().toString());
            byte[] changed = whole.clone();
            changed[i] ^= 4;
            Files.write(map.manifest(), changed);
            assertThatThrownBy(() -> MapManifest.read(map)).isInstanceOf(CorruptMapException.class);
        }
    }

    @Test
    void aNewerFormatIsRefusedByName() throws Exception {
        rewrite("format", "2");

        assertThatThrownBy(() -> MapManifest.read(map))
                .isInstanceOf(CorruptMapException.class)
                .hasMessage(
                        "map directory " + map.path() + " has format 2, made by HTMap 0.1.0; this version reads up to"
                                + " format 1: use that version or a newer one");
    }

    @Test
    void anotherMapsManifestIsRefused() throws Exception {
        rewrite("id", "ffff");

        assertThatThrownBy(() -> MapManifest.read(map)).hasMessageContaining("it belongs to the map ffff");
    }

    @Test
    void nonsenseInAnEntryIsRefusedInOneLine() throws Exception {
        for (String key : List.of(
                "created", "components", "inputs.shards", "option.gracePeriod", "option.cpus", "option.retries")) {
            write();
            rewrite(key, "nonsense");

            assertThatThrownBy(() -> MapManifest.read(map))
                    .as(key)
                    .isInstanceOf(CorruptMapException.class)
                    .message()
                    .startsWith(map.manifest() + " is damaged: ")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aDamagedOneIsNamedOnce() throws Exception {
        Files.writeString(map.manifest(), "scrambled\n");

        assertThatThrownBy(() -> MapManifest.read(map))
                .hasMessage(map.manifest() + " is damaged: its last line, the checksum, is missing; restore it from a"
                        + " backup, or remove the map with: htmap remove --force TAG");
    }

    /** @param value null to take the entry out */
    private void rewrite(String key, @Nullable String value) throws Exception {
        TreeMap<String, String> values =
                new TreeMap<>(CheckedText.read(map.manifest()).values());
        assertThat(values).containsKey(key);
        values.remove(key);
        if (value != null) {
            values.put(key, value);
        }
        Files.write(map.manifest(), new CheckedText(values).toBytes());
    }
}
