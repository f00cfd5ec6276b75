package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.WaitInterruptedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Whether a schedd elsewhere sees our home folder: its shadows write the event log and the outputs there. */
final class SharedHome {
    private static final String DOMAIN = "FILESYSTEM_DOMAIN";

    /** So long a network file system may hide that a file is there. */
    private static final Duration LATEST = Duration.ofSeconds(60);

    private static final long PAUSE_NANOS = 100_000_000;

    private final CondorTools tools;
    private final Schedd schedd;

    SharedHome(CondorTools tools, Schedd schedd) {
        this.tools = tools;
        this.schedd = schedd;
    }

    /** Waits until another machine has written into a file; returns whether it did so in time. */
    static boolean awaitWritten(Path file) throws IOException {
        long deadline = System.nanoTime() + LATEST.toNanos();
        while (!isWritten(file)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new WaitInterruptedException(
                        "the wait for the schedd's first line in " + file + " was interrupted");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    /** Network file systems tell news of a file only to who opens it. */
    private static boolean isWritten(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() >= 0;
        } catch (NoSuchFileException notYet) {
            return false;
        }
    }

    /** @throws SchedulerException when it does not */
    void check() {
        String here = tools.run("condor_config_val", List.of(DOMAIN)).strip();
        List<String> arguments = new ArrayList<>(schedd.where());
        arguments.add("-schedd");
        arguments.add(DOMAIN);
        String there = tools.run("condor_config_val", arguments).strip();
        if (!here.equals(there)) {
            throw new SchedulerException("the schedd " + String.join(" ", schedd.where())
                    + " does not share a file system with this machine (" + DOMAIN + " is " + there + " there and "
                    + here + " here), so it could not write into the home folder; work on the machine of that schedd,"
                    + " or have its administrator set the same " + DOMAIN + " where the home folder is shared");
        }
    }
}
