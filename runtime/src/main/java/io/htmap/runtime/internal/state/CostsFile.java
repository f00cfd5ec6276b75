package io.htmap.runtime.internal.state;

import io.htmap.runtime.SaveCosts;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What is known of saves and losses, in a file that is saved with the states:
 *
 * <pre>
 * 8 bytes   "HTMAPSC1"
 * 8 bytes   cost of a save in nanoseconds    ({@link SaveCosts})
 * 8 bytes   run time in nanoseconds
 * 8 bytes   losses
 * 4 bytes   the attempt that may go on from here without any loss
 * </pre>
 *
 * <p>That is the attempt that saved, since HTCondor may start it anew where it is; or the one after it, if it left with
 * this save. Each attempt between that one and the one that goes on was a loss.
 */
final class CostsFile {
    private static final long MAGIC = 0x48544d4150534331L;

    private final Path path;
    private final long startNanos = System.nanoTime();
    private SaveCosts known = SaveCosts.NONE;
    private long ranBefore;
    private long savedNanos = startNanos;

    CostsFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    long savedNanos() {
        return savedNanos;
    }

    /** Takes up what the attempts before have found. */
    void read(int attempt) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            if (in.readLong() != MAGIC) {
                throw new IOException(path + " is not what this version can read");
            }
            long cost = in.readLong();
            ranBefore = in.readLong();
            long losses = in.readLong();
            known = new SaveCosts(cost, ranBefore, losses + Math.max(0, attempt - in.readInt()));
        } catch (NoSuchFileException none) {
            // whatever ran before has lost all
            known = new SaveCosts(0, 0, attempt - 1L);
        }
    }

    SaveCosts now() {
        return new SaveCosts(known.saveNanos(), ranBefore + System.nanoTime() - startNanos, known.losses());
    }

    /** @param goesOn the attempt that may go on without any loss */
    void write(int goesOn) throws IOException {
        SaveCosts now = now();
        Files.createDirectories(path.getParent());
        Files.deleteIfExists(path);
        try (DataOutputStream out =
                new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(path)))) {
            out.writeLong(MAGIC);
            out.writeLong(now.saveNanos());
            out.writeLong(now.runNanos());
            out.writeLong(now.losses());
            out.writeInt(goesOn);
        }
    }

    /** There was no save yet; one is expected to take so long. */
    void estimate(long saveNanos) {
        known = new SaveCosts(saveNanos, known.runNanos(), known.losses());
    }

    /** A save has been made; the newest one counts half. */
    void saved(long beforeNanos) {
        savedNanos = System.nanoTime();
        long cost = savedNanos - beforeNanos;
        long smoothed = known.saveNanos() == 0 ? cost : (known.saveNanos() + cost) / 2;
        known = new SaveCosts(smoothed, known.runNanos(), known.losses());
    }
}
