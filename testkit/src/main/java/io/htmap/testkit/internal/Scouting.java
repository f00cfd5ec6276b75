package io.htmap.testkit.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Sees by Java's flight recorder which files a function writes. */
final class Scouting {
    private static final String SETTINGS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0">
              <event name="jdk.FileWrite">
                <setting name="enabled">true</setting>
                <setting name="stackTrace">false</setting>
                <setting name="threshold">0 ms</setting>
              </event>
            </configuration>
            """;

    static final String SETTINGS_FILE = "htmap-scouting.jfc";

    private final Path folder;
    private final boolean possible = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    Scouting(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve(SETTINGS_FILE), SETTINGS);
    }

    /** Returns the options for the process's Java. */
    List<String> options() {
        return possible
                ? List.of(
                        "-Xlog:jfr*=off",
                        "-XX:StartFlightRecording=filename=" + recording() + ",settings="
                                + folder.resolve(SETTINGS_FILE))
                : List.of();
    }

    private Path recording() {
        return folder.resolve("scouting.jfr");
    }

    /** Returns the files outside a folder that were written, and how many bytes to each. */
    Map<Path, Long> writtenOutside(Path ours) throws IOException {
        Map<Path, Long> written = new HashMap<>();
        if (!Files.exists(recording())) {
            return written;
        }
        try (RecordingFile events = new RecordingFile(recording())) {
            while (events.hasMoreEvents()) {
                note(events.readEvent(), ours, written);
            }
        }
        return written;
    }

    private static void note(RecordedEvent event, Path ours, Map<Path, Long> written) {
        String name = event.getString("path");
        if (name == null || !name.startsWith("/") || name.startsWith("/dev/") || name.startsWith("/proc/")) {
            return; // without a name, or in the working directory
        }
        Path file = Path.of(name).normalize();
        if (!file.startsWith(ours)) {
            written.merge(file, event.getLong("bytesWritten"), Long::sum);
        }
    }
}
