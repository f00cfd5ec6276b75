package io.htmap.internal.embedded;

import io.htmap.internal.store.Home;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that only takes room, so that on a full disk there is still some for the few lines of the event log that say so.
 */
final class Ballast {
    private static final int SIZE = 256 * 1024;

    private Ballast() {}

    /** Takes the room if it can be had. Returns whether it is taken. */
    static boolean take(Home home) {
        Path file = file(home);
        try {
            if (!Files.exists(file)) {
                DurableFiles.replace(file, new byte[SIZE]);
            }
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    /** Gives the room away. Returns whether there was any. */
    static boolean drop(Home home) throws IOException {
        return Files.deleteIfExists(file(home));
    }

    private static Path file(Home home) {
        return home.path().resolve("reserve");
    }
}
