package io.htmap.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.htmap.ComponentMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A folder, on a disk with room, where a test and {@link Hungry} functions tell each other how far they are. */
record Meeting(Path folder) {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Fills a disk, or frees it. */
    interface Step {
        void run() throws Exception;
    }

    static Meeting in(Path parent) throws IOException {
        return new Meeting(Files.createDirectory(parent.resolve("meeting")));
    }

    boolean told(String name) {
        return Files.exists(folder.resolve(name));
    }

    void await(String name) {
        Awaitility.await().atMost(LONG).until(() -> told(name));
    }

    void tell(String name) throws IOException {
        Files.writeString(folder.resolve(name), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A function that saves while the disk is full is refused in one line, and goes on from what it saved before. */
    void fillWhileItSaves(ComponentMap<Integer, Integer> map, Step fill, Step free, String reason) throws Exception {
        await("ready");
        fill.run();
        tell("filled");
        Awaitility.await().atMost(LONG).until(() -> !refusal().isEmpty());

        assertThat(refusal())
                .contains("the checkpoint of component 0", reason, "Free some space")
                .doesNotContain("\n");
        map.vacate(0);
        Awaitility.await().atMost(LONG).until(() -> !map.status(0).isOnNode());
        tell("freed");
        free.run();
        // its standard output may have found no room
        map.release(0);
        assertThat(map.get(0, LONG)).isEqualTo(50);
        assertThat(map.stdout(0, 2)).contains("resumed with one");
    }

    private String refusal() throws IOException {
        return told("refused") ? Files.readString(folder.resolve("refused")) : "";
    }
}
