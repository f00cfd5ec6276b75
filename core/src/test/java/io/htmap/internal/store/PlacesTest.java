package io.htmap.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.htmap.HtmapException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where things stand is a promise: other versions, and people, look for them there. */
class PlacesTest {
    @TempDir
    Path folder;

    @Test
    void inAHomeFolder() throws Exception {
        Home home = new Home(folder);

        assertThat(home.maps()).isEqualTo(folder.resolve("maps"));
        assertThat(home.tags()).isEqualTo(folder.resolve("tags"));
        assertThat(home.removing()).isEqualTo(folder.resolve("removing"));
        assertThat(home.preparing()).isEqualTo(folder.resolve("tmp"));
        assertThat(home.queue()).isEqualTo(folder.resolve("queue"));
        assertThat(home.execute()).isEqualTo(folder.resolve("execute"));
        assertThat(home.schedulerLock()).isEqualTo(folder.resolve("scheduler.lock"));
        assertThat(home.schedulerLog()).isEqualTo(folder.resolve("scheduler.log"));
        assertThat(home.map("id").path()).isEqualTo(folder.resolve("maps/id"));
        assertThat(home.jar("digest")).isEqualTo(folder.resolve("jars/digest.jar"));
        assertThatExceptionOfType(HtmapException.class)
                .isThrownBy(home::storedJars)
                .withMessage("cannot list " + folder.resolve("jars") + ": no such file");
        Path jar = Files.createFile(Files.createDirectory(home.jars()).resolve("a.jar"));
        assertThat(home.storedJars()).containsExactly(jar);
    }

    @Test
    void inAMapDirectory() {
        MapDirectory map = new MapDirectory(folder);

        assertThat(map.id()).isEqualTo(folder.getFileName().toString());
        assertThat(map.manifest()).isEqualTo(folder.resolve("manifest"));
        assertThat(map.function()).isEqualTo(folder.resolve("function"));
        assertThat(map.inputs()).isEqualTo(folder.resolve("inputs"));
        assertThat(map.outputs()).isEqualTo(folder.resolve("outputs"));
        assertThat(map.eventLog()).isEqualTo(folder.resolve("events.log"));
        assertThat(map.state()).isEqualTo(folder.resolve("state"));
        assertThat(map.requests()).isEqualTo(folder.resolve("requests"));
        assertThat(map.checkpoints(7)).isEqualTo(folder.resolve("checkpoints/7"));
    }
}
