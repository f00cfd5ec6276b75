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
    private final CostsLedger ledger = new CostsLedger(System.nanoTime());

    CostsFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    long savedNanos() {
        return ledger.savedNanos();
    }

    /** Takes up what the attempts before have found. */
    void read(int attempt) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            if (in.readLong() != MAGIC) {
                throw new IOException(path + " is not what this version can read");
            }
            SaveCosts saved = new SaveCosts(in.readLong(), in.readLong(), in.readLong());
            ledger.goOnFrom(saved, Math.max(0, attempt - in.readInt()));
        } catch (NoSuchFileException none) {
            // whatever ran before has lost all
            ledger.goOnFrom(SaveCosts.NONE, attempt - 1L);
        }
    }

    SaveCosts now() {
        return ledger.at(System.nanoTime());
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
        ledger.estimate(saveNanos);
    }

    /** A save has been made. */
    void saved(long beforeNanos) {
        ledger.saved(beforeNanos, System.nanoTime());
    }
}
