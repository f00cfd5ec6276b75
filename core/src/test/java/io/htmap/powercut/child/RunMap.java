package io.htmap.powercut.child;

import io.htmap.ComponentErrorException;
import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.Status;
import io.htmap.runtime.Component;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs a map on a real scheduler: component 0 saves its steps and gives a value, 1 throws, 2 is evicted after its first
 * step and resumes.
 */
public final class RunMap {
    /** How many steps a component has. */
    public static final int STEPS = 2;

    private RunMap() {}

    public static void main(String[] arguments) throws Exception {
        Path sayings = Path.of(arguments[1]);
        try (Htmap htmap = Htmap.open(Path.of(arguments[0]).resolve("home"))) {
            String where = sayings.toString();
            ComponentMap<Integer, String> map =
                    htmap.map("steps", component -> steps(component, Path.of(where)), List.of(0, 1, 2));
            Say.say(sayings, "made");
            while (!Files.readString(sayings).contains("step 1 of 2\n")) {
                Thread.sleep(10);
            }
            map.vacate(2);
            Say.say(sayings, "vacated");
            Say.say(sayings, "result of 0 " + map.get(0, Duration.ofSeconds(60)));
            try {
                map.get(1, Duration.ofSeconds(60));
            } catch (ComponentErrorException expected) {
                Say.say(sayings, "error of 1");
            }
            Say.say(sayings, "result of 2 " + map.get(2, Duration.ofSeconds(60)));
            if (map.status(1) != Status.ERRORED) {
                throw new IllegalStateException("component 1 should have failed");
            }
        }
    }

    /** The function: says which step is saved, once it is. */
    public static String steps(int component, Path sayings) throws Exception {
        Path saved = Path.of("step");
        int step;
        try {
            step = Integer.parseInt(Files.readString(saved));
        } catch (NoSuchFileException e) {
            step = 0;
        }
        boolean resumed = step > 0;
        while (step < STEPS) {
            step++;
            Files.writeString(saved, Integer.toString(step));
            Component.checkpoint(saved);
            if (Files.isWritable(sayings)) {
                Say.say(sayings, "step " + step + " of " + component);
            }
            if (component == 1) {
                throw new IllegalArgumentException("component 1 always fails");
            }
            if (component == 2 && !resumed && Files.isWritable(sayings)) {
                // until it is evicted
                Thread.sleep(60_000);
            }
        }
        return value(component);
    }

    /** What a component gives. */
    public static String value(int component) {
        return "value " + component;
    }
}
