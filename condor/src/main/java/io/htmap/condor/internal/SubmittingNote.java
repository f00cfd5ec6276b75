package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.internal.embedded.Hosts;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Says in a map directory that condor_submit may run, or have run, for it. Before, there is a token; whoever starts
 * condor_submit first takes it, by renaming it to its host and process, and does nothing if it is not there any more. So
 * when the program that made the token is dead, a successor either takes it away, and nobody submits any more, or knows
 * for whose end to wait.
 */
final class SubmittingNote {
    private static final String TOKEN = "submitting.token.";
    private static final String TAKEN = "submitting.by.";

    /** So long the end of a condor_submit is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Of a process of another machine, only the schedd shows whether it did its work. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    private final Path folder;

    SubmittingNote(CondorFolder folder) {
        this.folder = folder.path();
    }

    /** Makes a token, for one start of condor_submit. */
    Path token() throws IOException {
        Path token = folder.resolve(TOKEN + UUID.randomUUID());
        DurableFiles.replace(token, new byte[0]);
        return token;
    }

    /** Returns the beginning of the name that a process of this machine gives the token; its process id follows. */
    String taken() {
        return folder.resolve(TAKEN + Hosts.name() + ".").toString();
    }

    /** Returns whether somebody may have submitted the map. */
    boolean isThere() throws IOException {
        return !notes("submitting").isEmpty();
    }

    void clear() throws IOException {
        for (Path note : notes("submitting")) {
            DurableFiles.delete(note);
        }
    }

    private List<Path> notes(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /**
     * Sees to it that nobody submits the map any more; to be called by who holds the map's lock, so that whoever has made
     * a token is dead.
     *
     * @param isInQueue asks the schedd
     */
    void settle(BooleanSupplier isInQueue) throws IOException {
        for (Path token : notes(TOKEN)) {
            DurableFiles.delete(token);
        }
        for (Path note : notes(TAKEN)) {
            settle(note.getFileName().toString().substring(TAKEN.length()), isInQueue);
        }
    }

    private static void settle(String taker, BooleanSupplier isInQueue) {
        int dot = taker.lastIndexOf('.');
        if (dot > 0 && taker.substring(dot + 1).matches("\\d{1,18}")) {
            if (taker.substring(0, dot).equals(Hosts.name())) {
                awaitEnd(Long.parseLong(taker.substring(dot + 1)));
            } else {
                Pauses.until(ELSEWHERE, isInQueue);
            }
        }
    }

    private static void awaitEnd(long pid) {
        ProcessHandle process = ProcessHandle.of(pid)
                .filter(found -> found.info().commandLine().orElse("").contains("condor_submit"))
                .orElse(null);
        try {
            if (process != null) {
                process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (TimeoutException e) {
            throw new SchedulerException(
                    "process " + pid
                            + " still submits this map, for a program that is dead; wait until it ends, or end it",
                    e);
        } catch (InterruptedException e) {
            throw Pauses.interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
