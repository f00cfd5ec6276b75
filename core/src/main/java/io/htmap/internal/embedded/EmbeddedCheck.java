package io.htmap.internal.embedded;

import io.htmap.HtmapException;
import io.htmap.MapOptions;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Problems;
import io.htmap.spi.Finding;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What there is to say of the embedded scheduler of a home folder, without starting one. */
final class EmbeddedCheck {
    private static final String SUBJECT = "local scheduler";
    private static final String NONE = "none runs; it is started when a map needs it";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Home home;

    EmbeddedCheck(Home home) {
        this.home = home;
    }

    /** @param isChosen whether the map to come would run here */
    List<Finding> findings(MapOptions request, boolean isChosen) {
        List<Finding> findings = new ArrayList<>();
        if (isChosen) {
            findings.add(machine(request));
        }
        findings.add(process());
        return findings;
    }

    private static Finding machine(MapOptions request) {
        try {
            EmbeddedScheduler.checkRequest(request);
            Machine machine = Machine.of(System.getenv());
            return Finding.ok(
                    "this machine",
                    machine.cpus() + " processors and " + machine.memoryMb() + " MB for components, enough for "
                            + request.cpus().orElseThrow() + " and "
                            + request.memoryMb().orElseThrow() + " MB");
        } catch (HtmapException e) {
            return Finding.problem("this machine", e.getMessage());
        }
    }

    private Finding process() {
        try {
            if (!Files.exists(home.schedulerLock())) {
                return Finding.ok(SUBJECT, NONE);
            }
            return greet().isPresent() ? running() : silent();
        } catch (IOException | CompletionException e) {
            return Finding.problem(
                    SUBJECT, "its state in " + home.path() + " cannot be read: " + Problems.line(rootOf(e)));
        }
    }

    private static Throwable rootOf(Exception e) {
        return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    }

    /** One that was stopped in its tracks has the lock and the socket, and says nothing. */
    private Optional<Reply> greet() {
        DaemonClient client = new DaemonClient(home, new DaemonLauncher(List::of));
        return CompletableFuture.supplyAsync(
                        () -> client.tryAsk(Request.about(Request.Verb.GREET, "")), EmbeddedCheck::inBackground)
                .completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "htmap-doctor");
        thread.setDaemon(true);
        thread.start();
    }

    private Finding running() throws IOException {
        return SchedulerInfo.read(home)
                .map(info -> Finding.ok(
                        SUBJECT, "runs on this machine: process " + info.pid() + ", HTMap " + info.version()))
                .orElse(Finding.ok(SUBJECT, "runs on this machine"));
    }

    private Finding silent() throws IOException {
        try (FileChannel channel = FileChannel.open(home.schedulerLock(), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null ? Finding.ok(SUBJECT, NONE) : locked();
        } catch (NoSuchFileException none) {
            return Finding.ok(SUBJECT, NONE);
        }
    }

    private Finding locked() throws IOException {
        String[] holder = Files.readString(home.schedulerLock()).strip().split(" ");
        if (holder.length == 2 && !holder[0].equals(Hosts.name())) {
            return Finding.warning(
                    SUBJECT,
                    "runs on the machine " + holder[0] + " (process " + holder[1] + "): local maps can be made there"
                            + " only, as long as it runs");
        }
        String process = holder.length == 2 ? "process " + holder[1] : "a process";
        return Finding.problem(
                SUBJECT,
                process + " has the lock but does not answer; look at " + home.schedulerLog()
                        + ", and if it hangs, kill it: nothing is lost");
    }
}
