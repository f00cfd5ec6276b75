package io.htmap.badinput;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The scheduler's process of a home folder. */
final class Schedulers {
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private Schedulers() {}

    /** Ends it politely, if there is one, and waits until it is gone. */
    static void stop(Path home) throws IOException {
        process(home).ifPresent(process -> {
            process.destroy();
            await().atMost(LONGEST).until(() -> !process.isAlive());
        });
    }

    /** Returns it, if it is there. */
    static Optional<ProcessHandle> process(Path home) throws IOException {
        Path lock = home.resolve("scheduler.lock");
        if (!Files.exists(lock)) {
            return Optional.empty();
        }
        String[] holder = Files.readString(lock).strip().split(" ");
        return holder.length == 2
                ? ProcessHandle.of(Long.parseLong(holder[1])).filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("SchedulerMain"))
                        .isPresent())
                : Optional.empty();
    }
}
