package io.htmap.runtime.internal.checkpoint;

import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.runtime.internal.io.Folders;
import io.htmap.runtime.internal.probe.Probe;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One attempt's view of its component's generations: it restores the newest good one that counts, and commits new
 * ones. The newest few good ones are kept. Not thread-safe.
 */
public final class GenerationStore {
    private static final int KEPT = 2;

    private final GenerationFolder folder;
    private final int component;
    private final int attempt;
    private final long mostBytes;
    private final Ancestry ancestry;
    private final Consumer<String> lines;
    /** Damaged, or rejected by the function. */
    private final Set<Generation> bad = new HashSet<>();

    private FailedRestarts failures = FailedRestarts.NONE;

    private boolean folderIsDurable;

    /** Keeps two generations, so that there is always one to fall back to. */
    public GenerationStore(Path folder, int component, int attempt, Consumer<String> lines) {
        this(folder, component, attempt, Long.MAX_VALUE, Ancestry.ALL, lines);
    }

    /**
     * @param folder the component's checkpoint folder; made at the first commit
     * @param component index of the component
     * @param attempt number of this attempt
     * @param mostBytes how many bytes all that stay may have together; if two have more, only the newest stays
     * @param ancestry from which generations it may start
     * @param lines is given what the component's reader should know, a line each
     */
    public GenerationStore(
            Path folder, int component, int attempt, long mostBytes, Ancestry ancestry, Consumer<String> lines) {
        this.folder = new GenerationFolder(folder);
        this.component = component;
        this.attempt = attempt;
        this.mostBytes = mostBytes;
        this.ancestry = ancestry;
        this.lines = lines;
    }

    /** Returns the generations that are there, good or not, newest first. */
    public List<Generation> list() throws IOException {
        return folder.newestFirst();
    }

    /**
     * Copies the newest good generation into the working directory; damaged ones are skipped, with a line for each. All
     * generations stay as they are.
     *
     * @param workingDirectory exists and is empty; empty again when nothing was restored
     * @return what was restored, or null when there is no good generation
     * @throws FencedException when a later attempt has committed already
     * @throws IOException when a generation cannot be read although it may be good, or a copy cannot be written
     */
    public Manifest restoreNewest(Path workingDirectory) throws IOException {
        requireEmpty(workingDirectory);
        List<Generation> generations = folder.newestFirst();
        requireUnfenced(generations);
        folder.deleteLeftovers(attempt);
        return restoreFirstGood(ancestry.of(generations), workingDirectory);
    }

    /**
     * The function rejects what was restored: takes that out of the working directory, and restores the newest good
     * generation before it. The rejected one stays until the next commit.
     *
     * @return what was restored instead, or null when there is no older good generation
     */
    public Manifest restoreBefore(Manifest rejected, Path workingDirectory) throws IOException {
        List<Generation> older = new ArrayList<>();
        for (Generation generation : ancestry.of(folder.newestFirst())) {
            if (generation.compareTo(rejected.generation()) < 0) {
                older.add(generation);
            }
        }
        bad.add(rejected.generation());
        lines.accept("[htmap] generation " + rejected.generation().number() + " was rejected by the function: "
                + fallingBackTo(older, 0));
        RestoredFiles.remove(rejected.entries(), workingDirectory);
        return restoreFirstGood(older, workingDirectory);
    }

    private Manifest restoreFirstGood(List<Generation> newestFirst, Path workingDirectory) throws IOException {
        failures = FailedRestarts.read(folder.path());
        for (int i = 0; i < newestFirst.size(); i++) {
            Generation generation = newestFirst.get(i);
            if (hasFailed(generation)) {
                lines.accept("[htmap] generation " + generation.number() + " is not used any more, since "
                        + FailedRestarts.TOO_MANY + " restarts from it failed: " + fallingBackTo(newestFirst, i + 1));
                continue;
            }
            try (PackedReader reader = PackedReader.open(folder.file(generation), component, generation)) {
                unpack(reader, workingDirectory);
                return reader.manifest();
            } catch (DamagedCheckpointException e) {
                bad.add(generation);
                lines.accept("[htmap] checkpoint generation " + generation.number() + " is damaged (" + e.getMessage()
                        + "): " + fallingBackTo(newestFirst, i + 1));
            }
        }
        return null;
    }

    private boolean hasFailed(Generation generation) {
        return failures.tooMany(generation, ancestry.firstAttempt());
    }

    private static void unpack(PackedReader reader, Path workingDirectory) throws IOException {
        try {
            reader.unpack(workingDirectory);
        } catch (IOException e) {
            RestoredFiles.remove(reader.manifest().entries(), workingDirectory);
            throw e;
        }
    }

    /**
     * Commits a new generation that holds exactly the named files and folders.
     *
     * @param workingDirectory a real path
     * @return what was committed
     * @throws FencedException when a later attempt has committed
     * @throws NoSuchFileException when a named file is not there
     * @throws IllegalArgumentException when a name leads outside, or to something that is neither file nor folder
     * @throws IOException when it could not be made durable; the generations before it are still there
     */
    public Manifest commit(Path workingDirectory, List<Path> named, CommitFacts facts) throws IOException {
        List<SelectedFile> files = FileSelection.of(workingDirectory, named);
        try {
            return commit(files, facts);
        } catch (FencedException | UnreadableSourceException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(notWritten(files, e), e);
        }
    }

    private Manifest commit(List<SelectedFile> files, CommitFacts facts) throws IOException {
        List<Generation> before = folder.newestFirst();
        requireUnfenced(before);
        makeFolder();
        folder.deleteLeftovers(attempt);
        Generation generation = new Generation(nextNumber(before), attempt);
        Manifest manifest = write(generation, files, facts);
        List<Generation> after = folder.newestFirst();
        if (after.get(0).attempt() > attempt) {
            DurableFiles.delete(folder.file(generation));
        }
        requireUnfenced(after);
        prune(after);
        return manifest;
    }

    /** An earlier attempt may have made it and been killed before its name was forced. */
    private void makeFolder() throws IOException {
        if (!folderIsDurable || !Files.isDirectory(folder.path())) {
            DurableFiles.createDirectories(folder.path());
            folderIsDurable = true;
        }
    }

    private Manifest write(Generation generation, List<SelectedFile> files, CommitFacts facts) throws IOException {
        Manifest[] written = new Manifest[1];
        DurableFiles.replace(folder.file(generation), channel -> {
            written[0] = new PackedWriter(channel).write(component, generation, facts, files);
            Probe.written();
        });
        return written[0];
    }

    private String notWritten(List<SelectedFile> files, IOException cause) {
        long bytes = 0;
        for (SelectedFile file : files) {
            bytes += file.size();
        }
        return "the checkpoint of component " + component + " (" + bytes + " bytes) could not be written to "
                + folder.path() + ": " + cause.getMessage()
                + "; the one before it is kept. Free some space there, or save less";
    }

    private void requireUnfenced(List<Generation> newestFirst) throws FencedException {
        if (!newestFirst.isEmpty() && newestFirst.get(0).attempt() > attempt) {
            throw new FencedException(attempt, newestFirst.get(0));
        }
    }

    /**
     * Keeps the newest of those that are not known to be bad. Those of earlier runs from which this one may not start take no
     * other's place, and are kept until it has enough of its own. As many of those from which restarts failed are kept
     * besides: the fault may have been elsewhere, and then they are all that is left of the work.
     */
    private void prune(List<Generation> newestFirst) {
        List<Generation> mine = ancestry.of(newestFirst);
        int good = 0;
        int failed = 0;
        long bytes = 0;
        for (Generation generation : newestFirst) {
            boolean hasFailed = hasFailed(generation);
            bytes += bad.contains(generation) ? 0 : size(generation);
            boolean enough = (hasFailed ? failed : good) == KEPT || (good > 0 && bytes > mostBytes);
            if (bad.contains(generation) || enough) {
                delete(generation);
            } else if (hasFailed) {
                failed++;
            } else if (mine.contains(generation)) {
                good++;
            }
        }
    }

    private long size(Generation generation) {
        try {
            return Files.size(folder.file(generation));
        } catch (IOException e) {
            return 0; // somebody has deleted it meanwhile
        }
    }

    private void delete(Generation generation) {
        try {
            Files.deleteIfExists(folder.file(generation));
        } catch (IOException e) {
            // the commit stands; the next one tries again
            lines.accept("[htmap] the old checkpoint generation " + generation.number() + " cannot be deleted: " + e);
        }
    }

    private int nextNumber(List<Generation> generations) {
        int highest = ancestry.lastNumber();
        for (Generation generation : generations) {
            highest = Math.max(highest, generation.number());
        }
        return Math.addExact(highest, 1);
    }

    private static String fallingBackTo(List<Generation> newestFirst, int next) {
        return next < newestFirst.size()
                ? "falling back to generation " + newestFirst.get(next).number()
                : "no older generation is left, starting from scratch";
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Folders.children(directory).isEmpty()) {
            throw new IOException("the working directory " + directory + " is not empty");
        }
    }
}
