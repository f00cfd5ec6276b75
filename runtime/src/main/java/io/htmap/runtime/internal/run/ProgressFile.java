package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ProgressNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A file beside the marks, for a scheduler on the same machine. Nothing of it is needed to resume, so nothing is forced. */
final class ProgressFile implements ProgressPlace {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path file;

    ProgressFile(Path file) {
        this.file = file;
    }

    @Override
    public void put(ProgressNote note) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temporary, note.toBytes());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Duration pause() {
        return PAUSE;
    }
}
