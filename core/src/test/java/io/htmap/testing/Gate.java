package io.htmap.testing;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Lets the steps of functions in other processes go on one by one, so that a test decides when something happens.
 *
 * @param file tells the last step that may be done
 */
public record Gate(String file) implements Serializable {
    private static final long POLL_MILLIS = 5;

    /** A gate in a folder, closed before the first step. */
    public static Gate in(Path folder) {
        Gate gate = new Gate(folder.resolve("gate").toString());
        gate.openTo(0);
        return gate;
    }

    /** Lets all steps up to this one be done. */
    public void openTo(int step) {
        try {
            Path next = Files.writeString(Path.of(file + ".next"), Integer.toString(step));
            Files.move(next, Path.of(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets everything be done. */
    public void open() {
        openTo(Integer.MAX_VALUE);
    }

    /** Waits, in the function, until a step may be done. */
    public void await(int step) throws IOException, InterruptedException {
        while (last() < step) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Returns, in the function, whether everything may be done. */
    public boolean isOpen() throws IOException {
        return last() == Integer.MAX_VALUE;
    }

    private int last() throws IOException {
        return Integer.parseInt(Files.readString(Path.of(file)).strip());
    }
}
