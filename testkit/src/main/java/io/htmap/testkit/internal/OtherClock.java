package io.htmap.testkit.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Lets a process see another time: as after a night without a node, or on a node that was started at another time. */
final class OtherClock {
    private static final Duration AHEAD = Duration.ofHours(31);

    private final Path jar;
    private final boolean possible =
            ModuleLayer.boot().findModule("java.instrument").isPresent();

    /** An agent must be a jar, but its class may stand on the class path. */
    OtherClock(Path folder) throws IOException {
        jar = folder.resolve("clock.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", ClockAgent.class.getName());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    /**
     * Returns the options for the process's Java.
     *
     * @param times how often the time is ahead
     */
    List<String> options(int times) {
        return possible
                ? List.of("-javaagent:" + jar + "=" + AHEAD.multipliedBy(times).toMillis())
                : List.of();
    }
}
