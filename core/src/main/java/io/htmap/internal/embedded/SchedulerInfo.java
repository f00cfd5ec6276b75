package io.htmap.internal.embedded;

import io.htmap.internal.store.Home;
import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs the scheduler of a home folder, as it wrote itself; true only while it holds the lock.
 *
 * @param host its machine
 * @param pid its process
 * @param socket where it listens, on its machine
 * @param version of its library
 */
record SchedulerInfo(String host, long pid, Path socket, String version) {
    static Path file(Home home) {
        return home.path().resolve("scheduler.info");
    }

    void write(Home home) throws IOException {
        Map<String, String> values =
                Map.of("host", host, "pid", Long.toString(pid), "socket", socket.toString(), "version", version);
        DurableFiles.replace(file(home), new CheckedText(values).toBytes());
    }

    static Optional<SchedulerInfo> read(Home home) throws IOException {
        try {
            CheckedText text = CheckedText.read(file(home));
            return Optional.of(new SchedulerInfo(
                    text.require("host"),
                    text.requireLong("pid"),
                    Path.of(text.require("socket")),
                    text.require("version")));
        } catch (NoSuchFileException | DamagedRecordException | InvalidPathException e) {
            // whoever holds the lock writes it anew
            return Optional.empty();
        }
    }
}
