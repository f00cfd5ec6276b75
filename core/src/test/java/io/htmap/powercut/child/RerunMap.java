package io.htmap.powercut.child;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.Status;
import io.htmap.runtime.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a component that throws again from its checkpoint, and once more from scratch. */
public final class RerunMap {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RerunMap() {}

    public static void main(String[] arguments) throws Exception {
        Path sayings = Path.of(arguments[1]);
        try (Htmap htmap = Htmap.open(Path.of(arguments[0]).resolve("home"))) {
            MapOptions options = MapOptions.builder().memoryMb(64).build();
            ComponentMap<Integer, String> map = htmap.map("again", RerunMap::saveOrThrow, List.of(0), options);
            map.awaitStatus(0, Status.ERRORED, PATIENCE);
            Say.say(sayings, "errored");
            map.rerunFromCheckpoint(0);
            Say.say(sayings, "asked 2");
            Say.say(sayings, "got " + map.get(0, PATIENCE));
            map.rerun();
            Say.say(sayings, "asked 3");
            Say.say(sayings, "got " + map.get(0, PATIENCE));
        }
    }

    /** The function: its first attempt throws, once it has saved. */
    public static String saveOrThrow(int input) throws Exception {
        Path saved = Path.of("step");
        String from = Files.exists(saved) ? "checkpoint" : "scratch";
        Files.writeString(saved, "1");
        Component.checkpoint(saved);
        if (Component.attempt() == 1) {
            throw new IllegalStateException("the first attempt always fails");
        }
        return "attempt " + Component.attempt() + " from " + from;
    }
}
