package io.htmap.badinput;

import io.htmap.runtime.Component;
import io.htmap.runtime.MapFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Functions that want room on the disk at a moment of the test's choosing; they meet it at files in a folder. */
final class Hungry {
    static final int BIG = 3 << 20;

    private Hungry() {}

    /** Saves a little; then a lot, once it is told to; and a lot again, until that works. */
    static MapFunction<Integer, Integer> saver(String meeting) {
        return input -> {
            Path saved = Path.of("saved");
            Path big = Path.of("big");
            begin(saved, meeting);
            Files.write(big, new byte[BIG]);
            meet(meeting, "ready", "filled");
            try {
                Component.checkpoint(saved, big);
            } catch (IOException full) {
                tell(meeting, "refused", full.getMessage());
            }
            meet(meeting, "refused", "freed");
            Component.checkpoint(saved, big);
            return 10 * input;
        };
    }

    /** Saves a little, and then returns a value of the size that is its input. */
    static MapFunction<Integer, byte[]> returner(String meeting) {
        return input -> {
            begin(Path.of("saved"), meeting);
            meet(meeting, "ready", "filled");
            return new byte[input];
        };
    }

    private static void begin(Path saved, String meeting) throws IOException {
        tell(meeting, "trace", "attempt " + Component.attempt() + "\n");
        if (Files.exists(saved)) {
            System.out.println("resumed with " + Files.readString(saved));
        } else {
            Files.writeString(saved, "one");
            Component.checkpoint(saved);
        }
    }

    private static void meet(String meeting, String here, String there) throws IOException, InterruptedException {
        tell(meeting, here, "");
        while (!Files.exists(Path.of(meeting, there))) {
            Thread.sleep(10);
        }
    }

    private static void tell(String meeting, String name, String text) throws IOException {
        Files.writeString(Path.of(meeting, name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
