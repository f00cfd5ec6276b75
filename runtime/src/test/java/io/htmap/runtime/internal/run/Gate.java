package io.htmap.runtime.internal.run;

import io.htmap.runtime.Component;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A place where a function stops until the test opens the gate, so that it can lose its node just there.
 *
 * @param folder where the gate's file is
 * @param place where the function stops; null for nowhere
 */
record Gate(String folder, String place) implements Serializable {
    private static final String FILE = "gate-";

    /** Tells that the function has come here, and stops it if this is the place. */
    void pass(String here) {
        System.out.println("at " + here);
        if (here.equals(place)) {
            Path open = Path.of(folder, FILE + Component.attempt());
            while (!Files.exists(open)) {
                Thread.onSpinWait();
                pause();
            }
        }
    }

    /** Lets the attempt go on. */
    static void open(Path folder, int attempt) throws java.io.IOException {
        Files.createFile(folder.resolve(FILE + attempt));
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
