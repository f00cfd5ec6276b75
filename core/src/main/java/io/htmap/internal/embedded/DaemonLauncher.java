package io.htmap.internal.embedded;

import io.htmap.SchedulerException;
import io.htmap.internal.store.Home;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Starts the scheduler's process, so that it outlives this one and its terminal. */
final class DaemonLauncher {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long LOG_LIMIT = 4L << 20;
    private static final int KILLED = 128 + 9;
    private static final int POLL_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How a start went. */
    enum Outcome {
        /** It answers, or will at any moment. */
        STARTED,
        /** Another one has the lock. */
        NOT_ALONE
    }

    private final Supplier<List<Path>> classPath;

    /** @param classPath gives the jars of the library; asked only when a process is started */
    DaemonLauncher(Supplier<List<Path>> classPath) {
        this.classPath = classPath;
    }

    Outcome start(Home home) throws IOException {
        rollLog(home);
        ProcessBuilder builder = new ProcessBuilder(command(home))
                .directory(home.jars().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home.schedulerLog().toFile()))
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(home.schedulerLog().toFile()));
        // a scheduler that a function happens to start is not one of its own processes
        Family.unmark(builder.environment());
        Utf8Locale.ensure(builder.environment());
        Process process = builder.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!writtenBy(process, home)) {
            if (System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                throw new SchedulerException("the scheduler did not start within " + PATIENCE.toSeconds() + " s; see "
                        + home.schedulerLog());
            }
            try {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return outcome(process.exitValue(), home);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SchedulerException("interrupted while the scheduler was starting", e);
            }
        }
        return Outcome.STARTED;
    }

    private static boolean writtenBy(Process process, Home home) throws IOException {
        return SchedulerInfo.read(home)
                .filter(info -> info.pid() == process.pid())
                .isPresent();
    }

    private static Outcome outcome(int exit, Home home) throws IOException {
        // one that was killed is as good as one that was never started: the caller tries again
        if (exit == SchedulerMain.NOT_ALONE || exit == 0 || exit == KILLED) {
            return Outcome.NOT_ALONE;
        }
        if (exit == SchedulerMain.DISK_FULL) {
            throw new SchedulerException("the scheduler of " + home.path()
                    + " cannot start: the disk is full; free some space or raise the quota");
        }
        List<String> lines = Files.readAllLines(home.schedulerLog());
        String last = lines.isEmpty() ? "no message" : lines.get(lines.size() - 1);
        throw new SchedulerException(
                "the scheduler did not start (exit code " + exit + "): " + last + "; see " + home.schedulerLog());
    }

    private List<String> command(Home home) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' HUP INT QUIT; exec \"$@\"", "htmap"));
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto"));
        // it has no logging provider, and need not say so
        words.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp"));
        // names relative to the current directory: the home folder's may hold what a class path cannot
        words.add(classPath.get().stream()
                .map(jar -> jar.getFileName().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        words.add(SchedulerMain.class.getName());
        words.add(home.path().toString());
        return words;
    }

    private static void rollLog(Home home) throws IOException {
        Path log = home.schedulerLog();
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("scheduler.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            try {
                DurableFiles.createPrivate(log).close();
            } catch (java.nio.file.FileAlreadyExistsException another) {
                return;
            }
        }
    }
}
