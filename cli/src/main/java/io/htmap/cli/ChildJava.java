package io.htmap.cli;

import io.htmap.HtmapException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a Java program that shares our standard streams, and ends with us. */
final class ChildJava {
    private final Optional<Path> home;
    private final Optional<String> scheduler;

    /**
     * @param home home folder that the program shall use, if not the default
     * @param scheduler scheduler that its maps shall go to, if not the default
     */
    ChildJava(Optional<Path> home, Optional<String> scheduler) {
        this.home = home;
        this.scheduler = scheduler;
    }

    /**
     * Runs it to its end.
     *
     * @param arguments of {@code java}
     * @return its exit code; 128 plus the signal's number if a signal ended it
     */
    int run(List<String> arguments) throws InterruptedException {
        Process process = start(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end of the child"));
        return process.waitFor();
    }

    private Process start(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.log.io.htmap=info");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        home.ifPresent(path ->
                builder.environment().put("HTMAP_DIR", path.toAbsolutePath().toString()));
        scheduler.ifPresent(name -> builder.environment().put("HTMAP_SCHEDULER", name));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new HtmapException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    /** A signal may have reached only us; the program gets the same chance to end in order. */
    private static void end(Process process) {
        process.destroy();
        process.onExit().join();
    }
}
