package io.htmap.internal.embedded;

import io.htmap.internal.Version;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.Problems;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process of the embedded scheduler: {@code SchedulerMain HOME}. Alone by a file lock; ends itself when there is
 * nothing left to do. SIGTERM ends it politely, and its workers with it.
 */
public final class SchedulerMain {
    /** Exit code when another process has the lock. */
    static final int NOT_ALONE = 3;

    /** Exit code when it cannot start because the disk is full; there may be no room to say so. */
    static final int DISK_FULL = 4;

    private static final Duration LONGEST_STOP = Duration.ofDays(1);

    private SchedulerMain() {}

    /** @param arguments the home folder */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            if (!run(Path.of(arguments[0]))) {
                System.exit(NOT_ALONE);
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            // the last line is what the client shows
            System.err.println(Problems.line(e));
            Runtime.getRuntime().halt(Problems.isDiskFull(e) ? DISK_FULL : 1);
        }
        // nothing is left that would be worth waiting for
        Runtime.getRuntime().halt(0);
    }

    /**
     * Is the scheduler of a home folder, in this process, until there is nothing left to do.
     *
     * @return false, at once, when another process is it
     */
    public static boolean run(Path homeFolder) throws IOException, InterruptedException {
        Home home = Homes.open(homeFolder);
        try (FileChannel channel = openLock(home)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return false;
            }
            nameTheHolder(channel);
            serve(home);
            return true;
        }
    }

    /**
     * Tells the scheduler of a home folder to end, and its workers with it; does not wait for that.
     *
     * @return whether there is one on this machine
     */
    public static boolean stop(Path homeFolder) {
        Home home = Homes.open(homeFolder);
        DaemonClient client = new DaemonClient(home, new DaemonLauncher(() -> LibraryJars.of(home)));
        return client.tryAsk(Request.about(Request.Verb.STOP, "")).isPresent();
    }

    private static FileChannel openLock(Home home) throws IOException {
        FileChannel channel = FileChannel.open(
                home.schedulerLock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(home.schedulerLock(), PosixFilePermissions.fromString("rw-------"));
        return channel;
    }

    private static void nameTheHolder(FileChannel channel) throws IOException {
        String holder = Hosts.name() + " " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(java.nio.ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static void serve(Home home) throws IOException, InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "timer");
            thread.setDaemon(true);
            return thread;
        });
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Daemon daemon = new Daemon(home, java, Machine.of(System.getenv()), timer);
        try (Doorway doorway = Doorway.open(home, daemon::handle)) {
            timer.scheduleWithFixedDelay(doorway::reopenIfGone, 1, 1, TimeUnit.SECONDS);
            System.err.println(Instant.now() + " scheduler " + Version.current() + " started, process "
                    + ProcessHandle.current().pid());
            // only now: the hook waits for the end of run()
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon), "stop"));
            daemon.run();
        }
        System.err.println(Instant.now() + " scheduler ended");
    }

    private static void stop(Daemon daemon) {
        try {
            daemon.stop().get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            System.err.println(Instant.now() + " did not end as it should: " + e.getCause());
        }
    }
}
