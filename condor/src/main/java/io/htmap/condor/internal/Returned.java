package io.htmap.condor.internal;

import io.htmap.AttemptEnd;
import io.htmap.Status;
import io.htmap.internal.attempt.EndNote;
import io.htmap.internal.store.OutputAppender;
import io.htmap.internal.store.OutputStore;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.RecordKind;
import io.htmap.spi.Scheduler.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What came back of one component's job: its state, standard output and standard error. */
final class Returned {
    private final CondorFolder folder;
    private final int component;
    private final Fate fate;
    private final int firstAttempt;
    private final AttemptNumbers numbers;
    private boolean hasOutput;
    private @Nullable String damage;

    /** @param firstAttempt the first one of the component's job: outputs of earlier jobs do not count */
    Returned(CondorFolder folder, int component, Fate fate, int firstAttempt) {
        this.folder = folder;
        this.component = component;
        this.fate = fate;
        this.firstAttempt = firstAttempt;
        this.numbers = new AttemptNumbers(fate.starts());
    }

    /** Appends what is not stored yet. The output comes last: with it all is there. */
    void store(OutputAppender outputs, OutputStore stored) throws IOException {
        Map<Integer, byte[]> out = parts(folder.stdout(component));
        Map<Integer, byte[]> err = parts(folder.stderr(component));
        Map<Integer, EndNote> ends = ends();
        for (int attempt = 1; attempt <= lastAttempt(ends); attempt++) {
            // what a job that is held has not brought home yet may still come
            boolean allThere = fate.status().isTerminal() || ends.containsKey(attempt);
            if (allThere && !stored.isClosed(component, attempt)) {
                storeStream(outputs, RecordKind.STDOUT, attempt, outOf(attempt, out, ends));
                storeStream(outputs, RecordKind.STDERR, attempt, err.getOrDefault(attempt, new byte[0]));
                storeFailure(outputs, attempt);
                EndNote note = ends.get(attempt);
                outputs.append(RecordKind.END, component, attempt, note == null ? new byte[0] : note.toBytes());
            }
        }
        hasOutput = stored.hasOutput(component, firstAttempt);
        if (fate.status().isTerminal() && !hasOutput) {
            hasOutput = storeOutput(outputs);
        }
    }

    /** The note of a commit is that of the attempt once it cannot go on. */
    private Map<Integer, EndNote> ends() throws IOException {
        Path state = folder.state(component);
        return fate.status().isTerminal() ? EndNotes.withCommits(state, numbers) : EndNotes.of(state, numbers);
    }

    private int lastAttempt(Map<Integer, EndNote> ends) {
        int noted = ends.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        return Math.max(noted, fate.starts().size());
    }

    private void storeStream(OutputAppender outputs, RecordKind kind, int attempt, byte[] written) throws IOException {
        if (written.length > 0) {
            outputs.append(kind, component, attempt, written);
        }
    }

    /** The report of an attempt that threw and after which the component ran again. */
    private void storeFailure(OutputAppender outputs, int attempt) throws IOException {
        for (Map.Entry<Integer, Integer> noted :
                EndNotes.logged(folder.state(component), numbers).entrySet()) {
            Path file = folder.state(component).resolve("failures").resolve(Integer.toString(noted.getKey()));
            if (noted.getValue() == attempt && Files.exists(file)) {
                storeFailure(outputs, attempt, file);
            }
        }
    }

    private void storeFailure(OutputAppender outputs, int attempt, Path file) throws IOException {
        try {
            Optional<ReturnedOutput> report = ReturnedOutput.read(file, component);
            if (report.isPresent()) {
                report.get().appendTo(outputs, RecordKind.FAILURE, attempt);
            }
        } catch (DamagedRecordException e) {
            LoggerFactory.getLogger("io.htmap")
                    .warn(
                            "the error report of attempt {} of component {} came back damaged: {}",
                            attempt,
                            component,
                            e.getMessage());
        }
    }

    /** What a node that was lost had not brought home is missing, and that is told. */
    private byte[] outOf(int attempt, Map<Integer, byte[]> out, Map<Integer, EndNote> ends) {
        byte[] written = out.getOrDefault(attempt, new byte[0]);
        if (ends.containsKey(attempt) && ends.get(attempt).tellsEnd()) {
            return written;
        }
        String gap = "[htmap] attempt " + attempt + ending(attempt, ends)
                + "; what it wrote after its last commit to the access point is missing here\n";
        byte[] line = gap.getBytes(StandardCharsets.UTF_8);
        byte[] both = java.util.Arrays.copyOf(written, written.length + line.length);
        System.arraycopy(line, 0, both, written.length, line.length);
        return both;
    }

    /** Where notes of later ends came home, that of a polite one would have come too. */
    private String ending(int attempt, Map<Integer, EndNote> ends) {
        boolean laterNoted = ends.keySet().stream().anyMatch(noted -> noted > attempt);
        Optional<AttemptEnd> end = attempt <= fate.ends().size() ? fate.ends().get(attempt - 1) : Optional.empty();
        return switch (end.orElse(AttemptEnd.LOST)) {
            case EVICTED -> laterNoted ? " ended hard" : " was evicted and could not tell its end";
            case REMOVED -> " was removed";
            case HELD -> " was held and could not tell its end";
            default -> " ended hard";
        };
    }

    private Map<Integer, byte[]> parts(Path file) throws IOException {
        try {
            return StreamParts.split(folder.map().id(), Files.readAllBytes(file), numbers);
        } catch (NoSuchFileException none) {
            return Map.of();
        }
    }

    /** Returns whether the component's output is stored now. */
    private boolean storeOutput(OutputAppender outputs) throws IOException {
        Path file = folder.state(component).resolve("output");
        try {
            Optional<ReturnedOutput> output = ReturnedOutput.read(file, component);
            if (output.isPresent()) {
                int noted = output.get().attempt();
                Map<Integer, Integer> logged = EndNotes.logged(folder.state(component), numbers);
                output.get().appendTo(outputs, logged.getOrDefault(noted, noted));
            }
            return output.isPresent();
        } catch (DamagedRecordException e) {
            damage = e.getMessage();
            return false;
        }
    }

    /**
     * Deletes it, now that it is stored; checkpoints of what did not complete are kept. A held job's stays: it may be
     * released and bring an output at this very moment. What should have brought an output stays too, whole: perhaps this
     * machine does not see the output yet.
     */
    void delete() throws IOException {
        if (!fate.status().isTerminal()) {
            return;
        }
        if (damage != null) {
            moveAside(damage);
        } else if (!hasOutput && fate.status() != Status.REMOVED) {
            return;
        }
        if (fate.status() != Status.COMPLETED) {
            keepCheckpoints();
        } else if (Files.exists(folder.map().checkpoints(component))) {
            DurableFiles.deleteTree(folder.map().checkpoints(component));
        }
        Files.deleteIfExists(folder.stdout(component));
        Files.deleteIfExists(folder.stderr(component));
        if (Files.exists(folder.state(component))) {
            DurableFiles.deleteTree(folder.state(component));
        }
    }

    /** What is damaged may be of use to somebody who can repair it, or wants to know why. */
    private void moveAside(String why) throws IOException {
        Path to = folder.damaged(component);
        DurableFiles.createDirectories(folder.damaged());
        if (Files.exists(to)) {
            DurableFiles.deleteTree(to);
        }
        DurableFiles.rename(folder.state(component), to);
        LoggerFactory.getLogger("io.htmap")
                .warn("the output of component {} came back damaged and is kept in {}: {}", component, to, why);
    }

    /** The node's folder began with what is here, so what is not in it any more was deleted there. */
    private void keepCheckpoints() throws IOException {
        Path from = folder.state(component).resolve("ckpt");
        if (!Files.isDirectory(from)) {
            return;
        }
        Path to = folder.map().checkpoints(component);
        DurableFiles.createDirectories(to);
        List<Path> returned = files(from);
        Set<Path> names = returned.stream().map(Path::getFileName).collect(Collectors.toSet());
        for (Path file : returned) {
            DurableFiles.rename(file, to.resolve(file.getFileName()));
        }
        for (Path file : files(to)) {
            if (!names.contains(file.getFileName())) {
                DurableFiles.delete(file);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
