package io.htmap.runtime.internal.wire;

import io.htmap.runtime.internal.io.ChannelIo;
import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.io.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far a runner came, as the scheduler finds it after the process is gone. 96 bytes of ASCII that are there before
 * the runner starts and are overwritten in place, so that a full disk does not matter. Immutable.
 *
 * <pre>
 * offset size
 *      0    1 'S' once the user's code may have begun to run
 *      1    1 'X' when the function, or a library of it, called System.exit
 *      2    1 'M' when the function ended with an OutOfMemoryError
 *      3    3 exit code that the runner chose itself
 *      8    8 generation restored from; 0 for none
 *     16    8 generations committed by this attempt
 *     24    8 number of the last of them; 0 for none
 *     32   19 nanoseconds of the attempt in its runners, as of the last overwriting
 *     51   12 milliseconds of processor time in the program, as of the last commit or the end
 *     63   12 the same, in the kernel
 * </pre>
 *
 * Bytes not written yet are '-'.
 *
 * @param started whether the user's code may have begun to run
 * @param exiting whether System.exit was called by somebody else than the runner
 * @param outOfMemory whether the function ended with an OutOfMemoryError
 * @param endedWith the exit code that the runner chose itself, or -1
 * @param restoredGeneration the generation that the attempt started from, or 0
 * @param commits how many generations the attempt committed
 * @param lastGeneration the last of them, or 0
 * @param elapsedNanos how long the attempt had run when the marks were last overwritten, by the runner's monotonic clock
 * @param userMillis processor time in the program, 0 where the node does not tell
 * @param systemMillis processor time in the kernel for it
 */
public record ScratchMarks(
        boolean started,
        boolean exiting,
        boolean outOfMemory,
        int endedWith,
        int restoredGeneration,
        int commits,
        int lastGeneration,
        long elapsedNanos,
        long userMillis,
        long systemMillis) {

    /** Of a runner that left none. */
    public static final ScratchMarks BLANK_ONES = new ScratchMarks(false, false, false, -1, 0, 0, 0, 0, 0, 0);

    /** Bytes of the file. */
    public static final int SIZE = 96;

    static final int STARTED = 0;
    static final int EXITING = 1;
    static final int OUT_OF_MEMORY = 2;
    static final int EXIT_CODE = 3;
    static final int EXIT_CODE_SIZE = 3;
    static final int RESTORED = 8;
    static final int COMMITS = 16;
    static final int LAST = 24;
    static final int NUMBER_SIZE = 8;
    static final int ELAPSED = 32;
    static final int ELAPSED_SIZE = 19;
    static final int USER = 51;
    static final int SYSTEM = 63;
    static final int MILLIS_SIZE = 12;
    static final byte BLANK = '-';

    /** Makes the file, blank; it must not be there yet. */
    public static void prepare(Path file) throws IOException {
        byte[] blank = new byte[SIZE];
        Arrays.fill(blank, BLANK);
        try (FileChannel channel = DurableFiles.createPrivate(file)) {
            ChannelIo.writeFully(channel, blank);
        }
    }

    /**
     * Reads what the runner left.
     *
     * @throws DamagedRecordException when the file is not what a runner leaves
     */
    public static ScratchMarks read(Path file) throws IOException {
        return parse(Files.readAllBytes(file), file.toString());
    }

    /**
     * Reads marks.
     *
     * @param name what messages call them
     * @throws DamagedRecordException when they are not what a runner leaves
     */
    public static ScratchMarks parse(byte[] bytes, String name) throws DamagedRecordException {
        if (bytes.length != SIZE) {
            throw new DamagedRecordException(name + " is damaged: it has " + bytes.length + " bytes, not " + SIZE);
        }
        return new ScratchMarks(
                bytes[STARTED] == 'S',
                bytes[EXITING] == 'X',
                bytes[OUT_OF_MEMORY] == 'M',
                (int) number(bytes, EXIT_CODE, EXIT_CODE_SIZE, -1, name),
                (int) number(bytes, RESTORED, NUMBER_SIZE, 0, name),
                (int) number(bytes, COMMITS, NUMBER_SIZE, 0, name),
                (int) number(bytes, LAST, NUMBER_SIZE, 0, name),
                number(bytes, ELAPSED, ELAPSED_SIZE, 0, name),
                number(bytes, USER, MILLIS_SIZE, 0, name),
                number(bytes, SYSTEM, MILLIS_SIZE, 0, name));
    }

    /**
     * Returns what the runner itself meant by the process's exit code, or nothing if the process ended in another way:
     * by System.exit or Runtime.halt in the user's code, by a signal, or by a crash of the JVM.
     *
     * @param processExit the exit code of the process
     */
    public Optional<ExitCode> ownExit(int processExit) {
        Optional<ExitCode> code = ExitCode.of(processExit);
        return started && endedWith != processExit ? Optional.empty() : code.filter(c -> started || !c.leavesOutput());
    }

    private static long number(byte[] bytes, int offset, int size, long blank, String name)
            throws DamagedRecordException {
        if (bytes[offset] == BLANK) {
            return blank;
        }
        String digits = new String(bytes, offset, size, StandardCharsets.US_ASCII);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new DamagedRecordException(
                    name + " is damaged: '" + digits + "' at byte " + offset + " is not a number");
        }
    }
}
