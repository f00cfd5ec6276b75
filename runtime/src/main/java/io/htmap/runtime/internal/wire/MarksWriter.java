package io.htmap.runtime.internal.wire;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The runner's side of {@link ScratchMarks}: each call overwrites all of them with one write. Thread-safe. Marks are
 * hints for a post-mortem, so a failure to write one does not disturb the attempt; the caller is told once, by a line.
 */
public final class MarksWriter {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final byte[] bytes = ScratchMarks.blank();
    // not a channel, which an interrupt of the function's thread would close
    private final RandomAccessFile file;
    private final long startNanos;
    private final boolean continues;
    private WorkMarks work;
    private boolean failed;

    /**
     * Opens the marks that the scheduler prepared.
     *
     * @param startNanos the attempt's start, as {@link System#nanoTime} had it
     * @param earlier what processes before this one did for the same attempt, or null if it is the first
     * @throws FileNotFoundException when it did not prepare any
     */
    public MarksWriter(Path file, long startNanos, WorkMarks earlier) throws IOException {
        if (!Files.exists(file)) {
            throw new FileNotFoundException("there are no marks at " + file);
        }
        this.file = new RandomAccessFile(file.toFile(), "rw");
        this.startNanos = startNanos;
        this.continues = earlier != null && earlier.hasStarted();
        this.work = continues ? earlier : WorkMarks.NONE;
        ScratchMarks.put(bytes, work);
    }

    /** The user's code may begin to run now. */
    public synchronized void started() {
        bytes[ScratchMarks.STARTED] = 'S';
        write();
    }

    /** The attempt has run for some time more. */
    public synchronized void running() {
        write();
    }

    /** Somebody else than the runner called System.exit. */
    public synchronized void exiting() {
        bytes[ScratchMarks.EXITING] = 'X';
        write();
    }

    /** The function ended with an OutOfMemoryError. */
    public synchronized void outOfMemory() {
        bytes[ScratchMarks.OUT_OF_MEMORY] = 'M';
        write();
    }

    /** The runner is about to end the process with this code. */
    public synchronized void endedWith(ExitCode code) {
        put(ScratchMarks.EXIT_CODE, ScratchMarks.EXIT_CODE_SIZE, code.number());
        putProcessorTimes();
        write();
    }

    /**
     * The process starts from a generation.
     *
     * @param generation its number, 0 for none
     * @param attempt the attempt that had committed it
     * @param elapsedNanos how long that attempt had run then
     */
    public synchronized void restored(int generation, int attempt, long elapsedNanos) {
        put(ScratchMarks.RESTORED, ScratchMarks.NUMBER_SIZE, generation);
        if (!continues) {
            work = work.startingFrom(generation, attempt, elapsedNanos / NANOS_A_MILLI);
        }
        ScratchMarks.put(bytes, work);
        write();
    }

    /** The process has committed a generation, so many by now; the attempt had run so long then. */
    public synchronized void committed(int generation, int commits, long elapsedNanos) {
        put(ScratchMarks.COMMITS, ScratchMarks.NUMBER_SIZE, commits);
        put(ScratchMarks.LAST, ScratchMarks.NUMBER_SIZE, generation);
        work = work.plusSave(elapsedNanos / NANOS_A_MILLI);
        ScratchMarks.put(bytes, work);
        putProcessorTimes();
        write();
    }

    private void putProcessorTimes() {
        ProcessorTimes times = ProcessorTimes.ofThisProcess();
        put(ScratchMarks.USER, ScratchMarks.MILLIS_SIZE, times.userMillis());
        put(ScratchMarks.SYSTEM, ScratchMarks.MILLIS_SIZE, times.systemMillis());
    }

    private void put(int offset, int size, long number) {
        ScratchMarks.put(bytes, offset, size, number);
    }

    private void write() {
        put(ScratchMarks.ELAPSED, ScratchMarks.ELAPSED_SIZE, System.nanoTime() - startNanos);
        try {
            file.seek(0);
            file.write(bytes);
        } catch (IOException e) {
            if (!failed) {
                failed = true;
                System.err.println("[htmap] the marks of this attempt cannot be written: " + e);
            }
        }
    }
}
