package io.htmap.badinput;

import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Functions that are mapped here. */
final class Work {
    private Work() {}

    /** Returns ten times its input, and says so; refuses negative ones. */
    static int tenfold(int input) {
        System.out.println("out " + input);
        System.err.println("err " + input);
        if (input < 0) {
            throw new IllegalArgumentException("negative: " + input);
        }
        return 10 * input;
    }

    static int lengthOf(String input) {
        return input.length();
    }

    /** Gives a function that returns its input, or, if that is negative, is gated. */
    static MapFunction<Integer, Integer> gatedIfNegative(String gate) {
        return input -> input < 0 ? gated(-input, gate) : input;
    }

    /** As {@link #tenfold}, but leaves folders behind that its owner must not write to, read or enter. */
    static int locksFolders(int input) throws IOException {
        for (String permissions : List.of("r-xr-xr-x", "-wx------", "rw-------", "---------")) {
            Path locked = Files.createDirectories(Path.of(permissions, "inside"));
            Files.createFile(locked.resolve("file"));
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString(permissions));
            Files.setPosixFilePermissions(locked.getParent(), PosixFilePermissions.fromString(permissions));
        }
        return 10 * input;
    }

    /** As {@link #tenfold}, but saves a checkpoint first, and then waits until the gate is open. */
    static int gated(int input, String gate) throws IOException, InterruptedException {
        Path saved = Path.of("saved");
        System.out.println(Files.exists(saved) ? "resumed with " + Files.readString(saved) : "from scratch");
        for (int step = 0; step < 2; step++) {
            Files.writeString(saved, Integer.toString(input));
            Component.checkpoint(saved);
        }
        while (!Files.exists(Path.of(gate))) {
            Thread.sleep(20);
        }
        int resumed = Integer.parseInt(Files.readString(saved));
        System.out.println("out " + resumed);
        return 10 * resumed;
    }
}
