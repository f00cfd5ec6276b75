package io.htmap.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.htmap.ComponentHeldException;
import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.MapOptions;
import io.htmap.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which Java runs components, and what is said when there is none that can. */
@Tag("full")
class JavaOnNodeTest {
    private final CondorUnderTest pool = new CondorUnderTest();

    @AfterEach
    void close() {
        pool.close();
    }

    private ComponentMap<Integer, String> map(String tag, Path javaHome) {
        MapOptions options =
                MapOptions.builder().memoryMb(128).diskMb(64).javaHome(javaHome).build();
        return pool.htmap().map(tag, number -> System.getProperty("java.home"), List.of(1), options);
    }

    private Hold held(ComponentMap<Integer, String> map) {
        assertThatThrownBy(() -> map.get(0, Waits.LONG))
                .isInstanceOf(ComponentHeldException.class)
                .hasMessageContaining("component 0 of map '" + map.tag() + "' is held")
                .hasMessageContaining(map.holdReason(0).orElseThrow().advice())
                .hasMessageNotContaining("\n");
        return map.holdReason(0).orElseThrow();
    }

    @Test
    void aJavaThatTheNodeDoesNotHaveIsNamedWithWhatToDo() {
        Hold hold = held(map("none", Path.of("/nowhere/jdk-17")));

        assertThat(hold.reason()).contains("there is no Java in /nowhere/jdk-17 on the node");
        assertThat(hold.code()).isEqualTo(3);
        assertThat(hold.advice()).contains("javaHome");
    }

    @Test
    void aJavaThatIsTooOldIsSaidToBe() throws IOException {
        Hold hold = held(map("old", oldJava(pool.shared().resolve("jdk-11"))));

        assertThat(hold.reason()).contains("the node's Java is older than 17, which the map's classes need");
        assertThat(hold.advice()).contains("javaHome", "release");
    }

    /** As much of an old Java as is looked at before it would be started. */
    private static Path oldJava(Path home) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.27\"\n");
        Path java = Files.writeString(home.resolve("bin").resolve("java"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(home.resolve("bin"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    @Test
    void aJavaThatAllNodesHaveAtTheSamePlaceIsUsed() throws Exception {
        Path java = Path.of("/usr/bin/java").toRealPath().getParent().getParent();

        assertThat(map("same", java).get(0, Waits.LONG)).isEqualTo(java.toString());
    }
}
