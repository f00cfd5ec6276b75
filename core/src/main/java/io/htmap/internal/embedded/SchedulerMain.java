package io.htmap.internal.embedded;

import io.htmap.internal.Version;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
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

    private static final Duration LONGEST_STOP = Duration.ofDays(1);

    private SchedulerMain() {}

    /** @param arguments the home folder */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Home home = Homes.open(Path.of(arguments[0]));
        try (FileChannel channel = openLock(home)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                System.exit(NOT_ALONE);
            }
            nameTheHolder(channel);
            serve(home);
        }
        // nothing is left that would be worth waiting for
        Runtime.getRuntime().halt(0);
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
        Path socket = SocketPath.of(home, System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon), "stop"));
        try (SocketServer server = SocketServer.listen(socket, Version.current(), daemon::handle)) {
            new SchedulerInfo(Hosts.name(), ProcessHandle.current().pid(), socket, Version.current()).write(home);
            System.err.println(Instant.now() + " scheduler " + Version.current() + " started, process "
                    + ProcessHandle.current().pid());
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
