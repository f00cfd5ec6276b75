package io.htmap.powercut.child;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.MapOptions;
import io.htmap.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Holds a component that takes its time to leave, edits what it asks for, and removes another such component. */
public final class HoldMap {
    /** What both ask for in the end. */
    public static final int MEMORY_MB = 77;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private HoldMap() {}

    public static void main(String[] arguments) throws Exception {
        Path sayings = Path.of(arguments[1]);
        try (Htmap htmap = Htmap.open(Path.of(arguments[0]).resolve("home"))) {
            MapOptions options = MapOptions.builder()
                    .memoryMb(64)
                    .gracePeriod(Duration.ofSeconds(2))
                    .build();
            ComponentMap<Integer, Integer> map = htmap.map("lingering", HoldMap::linger, List.of(0, 1), options);
            map.awaitRunning(0);
            map.awaitRunning(1);
            map.hold(0);
            Say.say(sayings, "held");
            map.removeComponents(1);
            Say.say(sayings, "removed");
            map.setMemoryMb(MEMORY_MB, 0);
            Say.say(sayings, "edited");
            map.awaitStatus(0, Status.HELD, PATIENCE);
            map.awaitStatus(1, Status.REMOVED, PATIENCE);
        }
    }

    /** The function: it does not notice that it shall leave. */
    public static int linger(int component) throws InterruptedException {
        Thread.sleep(60_000);
        return component;
    }
}
