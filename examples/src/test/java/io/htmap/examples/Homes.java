package io.htmap.examples;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Home folders of tests. */
public final class Homes {
    private Homes() {}

    /** Waits until the scheduler has nothing left to write in a home folder, so that it can be deleted. */
    public static void awaitQuiet(Path home) {
        await().atMost(Duration.ofSeconds(60)).until(() -> isEmpty(home.resolve("queue")));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (NoSuchFileException none) {
            return true;
        }
    }
}
