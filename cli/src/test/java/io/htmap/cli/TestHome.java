package io.htmap.cli;

import static org.awaitility.Awaitility.await;

import io.htmap.Htmap;
import io.htmap.runtime.internal.io.CheckedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A home folder whose scheduler is gone when it is closed. */
public record TestHome(Path path) implements AutoCloseable {
    public Htmap open() {
        return Htmap.open(path);
    }

    /** Runs a command on this home folder; its words are separated by single blanks. */
    public Invocation htmap(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(1, List.of("--home", path.toString()));
        return Invocation.of(words.toArray(String[]::new));
    }

    /** Returns the process that is, or was last, the scheduler of this home. */
    public Optional<Long> schedulerPid() throws IOException {
        Path info = path.resolve("scheduler.info");
        return Files.exists(info) ? Optional.of(CheckedText.read(info).requireLong("pid")) : Optional.empty();
    }

    /** Waits until the scheduler has found that there is nothing left to do. */
    public void awaitSchedulerEnd() {
        await().atMost(Duration.ofSeconds(60)).until(() -> schedulerPid()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
    }

    @Override
    public void close() {
        try (Htmap htmap = open()) {
            htmap.tags().forEach(htmap::forceRemove);
        }
        awaitSchedulerEnd();
    }
}
