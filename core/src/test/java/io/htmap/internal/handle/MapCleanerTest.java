package io.htmap.internal.handle;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.Htmap;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapCleanerTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {".", "inputs", "outputs", "checkpoints/3"})
    void oldTemporaryFilesOfAMapAreDeleted(String place) throws IOException {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            Home home = new Home(htmap.home());
            String id = UUID.randomUUID().toString();
            new Tags(home).claim("m", id);
            Path map = Files.createDirectories(home.map(id).path().resolve(place));
            Path old = aged(map.resolve("000001.x.tmp"), Duration.ofHours(1));
            Path fresh = aged(map.resolve("000002.x.tmp"), Duration.ZERO);
            Path data = aged(map.resolve("000003"), Duration.ofHours(1));

            List<String> deleted = htmap.clean();

            assertThat(deleted).anyMatch(line -> line.startsWith("temporary file: ") && line.endsWith(".x.tmp"));
            assertThat(old).doesNotExist();
            assertThat(fresh).exists();
            assertThat(data).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "tags", "jars", "queue"})
    void oldTemporaryFilesOfTheHomeAreDeleted(String place) throws IOException {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            Path there = Files.createDirectories(htmap.home().resolve(place).normalize());
            Path old = aged(there.resolve(".m.x.tmp"), Duration.ofHours(1));
            Path fresh = aged(there.resolve(".n.x.tmp"), Duration.ZERO);

            assertThat(htmap.clean()).contains("temporary file: " + old).noneMatch(line -> line.contains(".n.x.tmp"));

            assertThat(old).doesNotExist();
            assertThat(fresh).exists();
            assertThat(htmap.tags()).isEmpty();
        }
    }

    @Test
    void whatWasBeingPreparedIsDeleted() throws IOException {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            Path half =
                    Files.createDirectories(new Home(htmap.home()).preparing().resolve("half"));
            aged(half.resolve("manifest"), Duration.ZERO);

            assertThat(htmap.clean()).containsExactly("left over from making or removing a map: " + half);

            assertThat(half).doesNotExist();
        }
    }

    @Test
    void onlyTheLibrarysOwnJarsStay() throws IOException {
        try (Htmap htmap = Htmap.open(folder.resolve("home"))) {
            Path jars = Files.createDirectories(new Home(htmap.home()).jars());
            Path jar = aged(jars.resolve("0".repeat(64) + ".jar"), Duration.ZERO);

            assertThat(htmap.clean()).containsExactly("jar that no map uses: " + jar);

            try (Stream<Path> left = Files.list(jars)) {
                assertThat(left).hasSize(3);
            }
            assertThat(htmap.clean()).isEmpty();
        }
    }

    private static Path aged(Path file, Duration age) throws IOException {
        Files.writeString(file, "x");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
