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
 * How far a runner came, as the scheduler finds it after the process is gone. 128 bytes of ASCII that are there before
 * the runner starts and are overwritten in place, so that a full disk does not matter. Immutable.
 *
 * <pre>
 * offset size
 *      0    1 'S' once the user's code may have begun to run
 *      1    1 'X' when the function, or a library of it, called System.exit
 *      2    1 'M' when the function ended with an OutOfMemoryError
 *      3    3 exit code that the runner chose itself
 *      8    8 generation that the process restored; 0 for none
 *     16    8 generations committed by the process
 *     24    8 number of the last of them; 0 for none
 *     32   19 nanoseconds of the attempt in its runners, as of the last overwriting
 *     51   12 milliseconds of processor time in the program, as of the last commit or the end
 *     63   12 the same, in the kernel
 *     75    8 generation that the attempt started from, in the first of its processes; 0 for none
 *     83    8 attempt that had committed that generation
 *     91   12 milliseconds of that attempt as of that commit
 *    103    8 generations committed by the attempt, in all its processes
 *    111   12 milliseconds of the attempt as of the last of them
 *    123    5 nothing yet
 * </pre>
 *
 * Bytes not written yet are '-'. Earlier runners know the first 96 bytes only; what is missing counts as not written.
 *
 * @param started whether the user's code may have begun to run
 * @param exiting whether System.exit was called by somebody else than the runner
 * @param outOfMemory whether the function ended with an OutOfMemoryError
 * @param endedWith the exit code that the runner chose itself, or -1
 * @param restoredGeneration the generation that the process restored, or 0
 * @param commits how many generations the process committed
 * @param lastGeneration the last of them, or 0
 * @param elapsedNanos how long the attempt had run when the marks were last overwritten, by the runner's monotonic clock
 * @param userMillis processor time in the program, 0 where the node does not tell
 * @param systemMillis processor time in the kernel for it
 * @param work what the attempt started from and saved
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
        long systemMillis,
        WorkMarks work) {

    /** Of a runner that left none. */
    public static final ScratchMarks BLANK_ONES =
            new ScratchMarks(false, false, false, -1, 0, 0, 0, 0, 0, 0, WorkMarks.NONE);

    /** Bytes of the file. */
    public static final int SIZE = 128;

    private static final int OLD_SIZE = 96;

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
    static final int FROM = 75;
    static final int FROM_ATTEMPT = 83;
    static final int FROM_MILLIS = 91;
    static final int SAVES = 103;
    static final int SAVED_MILLIS = 111;
    static final byte BLANK = '-';

    /** Makes the file, blank; it must not be there yet. */
    public static void prepare(Path file) throws IOException {
        try (FileChannel channel = DurableFiles.createPrivate(file)) {
            ChannelIo.writeFully(channel, blank());
        }
    }

    static byte[] blank() {
        byte[] blank = new byte[SIZE];
        Arrays.fill(blank, BLANK);
        return blank;
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
    public static ScratchMarks parse(byte[] found, String name) throws DamagedRecordException {
        if (found.length != SIZE && found.length != OLD_SIZE) {
            throw new DamagedRecordException(name + " is damaged: it has " + found.length + " bytes, not " + SIZE);
        }
        byte[] bytes = blank();
        System.arraycopy(found, 0, bytes, 0, found.length);
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
                number(bytes, SYSTEM, MILLIS_SIZE, 0, name),
                new WorkMarks(
                        (int) number(bytes, FROM, NUMBER_SIZE, WorkMarks.NOT_STARTED, name),
                        (int) number(bytes, FROM_ATTEMPT, NUMBER_SIZE, 0, name),
                        number(bytes, FROM_MILLIS, MILLIS_SIZE, 0, name),
                        (int) number(bytes, SAVES, NUMBER_SIZE, 0, name),
                        number(bytes, SAVED_MILLIS, MILLIS_SIZE, 0, name)));
    }

    /** Returns the bytes that {@link #parse} reads these marks from. */
    public byte[] toBytes() {
        byte[] bytes = blank();
        putLetter(bytes, STARTED, 'S', started);
        putLetter(bytes, EXITING, 'X', exiting);
        putLetter(bytes, OUT_OF_MEMORY, 'M', outOfMemory);
        if (endedWith >= 0) {
            put(bytes, EXIT_CODE, EXIT_CODE_SIZE, endedWith);
        }
        put(bytes, RESTORED, NUMBER_SIZE, restoredGeneration);
        put(bytes, COMMITS, NUMBER_SIZE, commits);
        put(bytes, LAST, NUMBER_SIZE, lastGeneration);
        put(bytes, ELAPSED, ELAPSED_SIZE, elapsedNanos);
        put(bytes, USER, MILLIS_SIZE, userMillis);
        put(bytes, SYSTEM, MILLIS_SIZE, systemMillis);
        put(bytes, work);
        return bytes;
    }

    private static void putLetter(byte[] bytes, int offset, char letter, boolean isSet) {
        bytes[offset] = isSet ? (byte) letter : BLANK;
    }

    static void put(byte[] bytes, WorkMarks work) {
        if (work.hasStarted()) {
            put(bytes, FROM, NUMBER_SIZE, work.from());
        }
        put(bytes, FROM_ATTEMPT, NUMBER_SIZE, work.fromAttempt());
        put(bytes, FROM_MILLIS, MILLIS_SIZE, work.fromMillis());
        put(bytes, SAVES, NUMBER_SIZE, work.saves());
        put(bytes, SAVED_MILLIS, MILLIS_SIZE, work.savedMillis());
    }

    static void put(byte[] bytes, int offset, int size, long number) {
        long rest = number;
        for (int i = offset + size - 1; i >= offset; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
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

    /**
     * Returns whether the function, having started from a generation, ended without saving anything: it threw, ran out
     * of memory, or its process ended in a way that the runner did not choose. Whether that was its own fault, the marks
     * alone do not tell.
     */
    public boolean isFailedRestart() {
        boolean ownEnd = endedWith != -1
                && endedWith != ExitCode.ERRORED.number()
                && endedWith != ExitCode.OUT_OF_MEMORY.number();
        return started && restoredGeneration > 0 && commits == 0 && !ownEnd;
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
