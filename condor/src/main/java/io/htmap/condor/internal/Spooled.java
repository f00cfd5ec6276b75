package io.htmap.condor.internal;

import io.htmap.SchedulerException;
import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * What jobs have in the spool of a schedd on this machine, for their next nodes: the output and the state of attempts that
 * were evicted. HTCondor deletes it with a job that is removed, and brings nothing of it home.
 */
final class Spooled {
    private final Schedd schedd;

    Spooled(Schedd schedd) {
        this.schedd = schedd;
    }

    /**
     * Copies it to where it would come home to, before the jobs are removed, by component; what has come home already and is no older
     * stays. That jobs can be removed is worth more, so what cannot be copied is only told.
     */
    void bringHome(CondorFolder folder, Map<Integer, Schedd.Job> jobs) {
        if (schedd.isElsewhere()) {
            return;
        }
        jobs.forEach((component, job) -> {
            try {
                bringHome(folder, component, schedd.spool(job.id()));
            } catch (IOException | UncheckedIOException | SchedulerException e) {
                LoggerFactory.getLogger("io.htmap")
                        .warn(
                                "what component {} had written before it was removed is lost: {}",
                                component,
                                e.toString());
            }
        });
    }

    private static void bringHome(CondorFolder folder, int component, Path spool) throws IOException {
        if (!Files.isDirectory(spool)) {
            return;
        }
        copyIfLonger(spool.resolve("_condor_stdout"), folder.stdout(component));
        copyIfLonger(spool.resolve("_condor_stderr"), folder.stderr(component));
        Path state = spool.resolve("state");
        Path home = folder.state(component);
        if (size(state.resolve("starts")) > size(home.resolve("starts"))) {
            replace(state, home);
        }
    }

    private static void copyIfLonger(Path from, Path to) throws IOException {
        if (size(from) > size(to)) {
            copy(from, to);
        }
    }

    /** Both only grow, so the longer one is the newer one. */
    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException none) {
            return -1;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (FileChannel source = FileChannel.open(from)) {
            DurableFiles.replace(to, target -> ChannelIo.copyFully(source, 0, source.size(), target));
        }
    }

    private static void replace(Path folder, Path target) throws IOException {
        Path copy = target.resolveSibling("." + target.getFileName() + ".removed");
        deleteIfThere(copy);
        for (Path from : tree(folder)) {
            Path to = copy.resolve(folder.relativize(from).toString());
            if (Files.isDirectory(from)) {
                DurableFiles.createDirectories(to);
            } else {
                copy(from, to);
            }
        }
        deleteIfThere(target);
        DurableFiles.rename(copy, target);
    }

    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }

    private static void deleteIfThere(Path folder) throws IOException {
        if (Files.exists(folder)) {
            DurableFiles.deleteTree(folder);
        }
    }
}
