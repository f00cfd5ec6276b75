package io.htmap.internal.embedded;

import io.htmap.internal.attempt.Stop;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a scheduler that is gone. Its runner may still be there, on its way out: it holds a lock as long as it
 * lives. Who holds the lock here has fenced it: a runner that comes to it late finds it taken, or the file gone, and ends
 * without having run anything.
 */
final class Orphan {
    private static final Pattern PID = Pattern.compile("(\\d{1,18}) ");

    private final AttemptFiles files;
    private @Nullable FileChannel lock;
    private @Nullable Stop wanted;

    Orphan(AttemptFiles files) throws IOException {
        this.files = files;
        this.wanted = Intent.kept(files.scratch());
    }

    /** What was asked of its component meanwhile: to hold or remove it; null for nothing. */
    @Nullable
    Stop wanted() {
        return wanted;
    }

    void want(@Nullable Stop stop) {
        wanted = stop;
        Intent.keep(files.scratch(), stop);
    }

    AttemptFiles files() {
        return files;
    }

    /** Tries to fence the runner. Returns whether it is gone, for good. */
    boolean tryFence() throws IOException {
        if (lock != null) {
            return true;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(files.scratch().lock(), StandardOpenOption.WRITE);
        } catch (NoSuchFileException neverBegun) {
            return true;
        }
        FileLock taken = channel.tryLock();
        if (taken == null) {
            channel.close();
            return false;
        }
        lock = channel;
        Family.kill(files.scratch().scratch());
        return true;
    }

    /** Lets the runner and its family go on, if they were suspended: stopped, it cannot notice that it shall leave. */
    void goOn() throws IOException {
        Optional<ProcessHandle> runner = process();
        if (runner.isPresent()) {
            Family.goOn(runner.get(), files.scratch().scratch());
        }
    }

    /** Kills the runner; it has had its time. */
    void kill() throws IOException {
        process().ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    /** Lets go of the lock, once the folder is deleted or the attempt is done with. */
    void close() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    static Path pidFile(Path scratch) {
        return scratch.resolve("pid");
    }

    /** What is written to the pid file: a number alone might be another process's by now. */
    static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    private Optional<ProcessHandle> process() throws IOException {
        Path file = pidFile(files.scratch().scratch());
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String identity = Files.readString(file).strip();
        Matcher pid = PID.matcher(identity);
        // a power cut may leave it empty; then the process is gone, too
        return pid.lookingAt()
                ? ProcessHandle.of(Long.parseLong(pid.group(1)))
                        .filter(process -> identity(process).equals(identity))
                : Optional.empty();
    }
}
