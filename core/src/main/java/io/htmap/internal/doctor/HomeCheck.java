package io.htmap.internal.doctor;

import io.htmap.HtmapException;
import io.htmap.internal.store.Home;
import io.htmap.internal.store.Homes;
import io.htmap.internal.store.Problems;
import io.htmap.runtime.internal.io.DurableFiles;
import io.htmap.spi.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The folder where maps are kept: whether what the library does there works. What is tried is deleted again. */
final class HomeCheck {
    private static final String SUBJECT = "home folder";
    private static final String ELSEWHERE = "choose another home folder with HTMAP_DIR";
    private static final long TRIED_BYTES = 1 << 20;

    private final Home home;

    HomeCheck(Home home) {
        this.home = home;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try {
            boolean isThere = Files.exists(home.path());
            if (isThere) {
                Homes.checkUsable(home.path());
            }
            Path tried = nearest(home.path());
            findings.add(Finding.ok(SUBJECT, home.path() + (isThere ? "" : " (made at first use)")));
            FileStore store = Files.getFileStore(tried);
            findings.add(Disks.space(store.getUsableSpace()));
            findings.add(Disks.type(store.type()));
            findings.addAll(tryOut(tried));
        } catch (HtmapException e) {
            findings.add(Finding.problem(SUBJECT, e.getMessage()));
        } catch (IOException e) {
            findings.add(problem(SUBJECT, home.path(), e));
        }
        return findings;
    }

    private static Finding problem(String subject, Path where, IOException why) {
        return Finding.problem(subject, Problems.of("cannot use", where, why).getMessage());
    }

    /** Returns the folder, or the one that it would be made in. */
    private static Path nearest(Path folder) throws IOException {
        Path nearest = folder;
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest)) {
            throw new HtmapException(nearest + " is not a folder, so " + folder + " cannot be made; " + ELSEWHERE);
        }
        return nearest;
    }

    private static List<Finding> tryOut(Path folder) {
        Path trial = null;
        try {
            trial = Files.createTempDirectory(folder, ".htmap-doctor", DurableFiles.OWNER_DIRECTORY);
            return List.of(tryWrite(trial), tryLock(trial), tryLink(trial));
        } catch (IOException e) {
            return List.of(problem("writing", folder, e));
        } finally {
            delete(trial);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path trial) {
        try {
            if (trial != null) {
                DurableFiles.deleteTree(trial);
            }
        } catch (IOException e) {
            throw Problems.of("cannot delete", trial, e);
        }
    }

    /** A quota shows only when something is written. */
    private static Finding tryWrite(Path trial) throws IOException {
        long start = System.nanoTime();
        DurableFiles.replace(trial.resolve("written"), channel -> {
            ByteBuffer bytes = ByteBuffer.allocate((int) TRIED_BYTES);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
        return Disks.speed((System.nanoTime() - start) / 1_000_000);
    }

    private static Finding tryLock(Path trial) {
        Path file = trial.resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null
                    ? Finding.ok("locks", "work")
                    : Finding.problem(
                            "locks", "a new file in " + trial.getParent() + " is locked by others; " + ELSEWHERE);
        } catch (IOException e) {
            return Finding.problem(
                    "locks",
                    "files in " + trial.getParent() + " cannot be locked (" + Problems.reason(e)
                            + "); have locks of its file system turned on, or " + ELSEWHERE);
        }
    }

    private static Finding tryLink(Path trial) {
        try {
            Files.createLink(trial.resolve("link"), trial.resolve("written"));
            return Finding.ok("hard links", "work");
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.problem(
                    "hard links",
                    "cannot be made in " + trial.getParent() + ", and tags need them; " + ELSEWHERE
                            + " on a file system that has them");
        }
    }
}
