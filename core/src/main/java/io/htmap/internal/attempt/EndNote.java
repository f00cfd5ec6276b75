package io.htmap.internal.attempt;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.wire.ExitCode;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.nio.charset.StandardCharsets;

/**
 * What a node noted of the end of an attempt: a line of the attempt's number, the exit code of its process (128 and the
 * signal's number if one killed it) and the runner's marks. Where the scheduler saw the end and logged it, the exit code is
 * {@link #LOGGED}. An attempt that could not note its end has the note of its last commit.
 */
public record EndNote(int attempt, int exit, ScratchMarks marks) {
    private static final int LOGGED = -1;
    private static final int COMMITTED = ExitCode.CHECKPOINTED.number();
    private static final int PARTS = 3;

    /** Returns the note of an attempt whose end is in the log. */
    public static EndNote logged(int attempt, ScratchMarks marks) {
        return new EndNote(attempt, LOGGED, marks);
    }

    /** Returns whether the note tells how the process ended. */
    public boolean tellsEnd() {
        return exit != LOGGED && !isOfCommit();
    }

    /**
     * Returns whether the attempt took note of nothing after its last commit, so that the marks are as of that. A function
     * may end its process with the same code.
     */
    public boolean isOfCommit() {
        return exit == COMMITTED && marks.endedWith() == COMMITTED;
    }

    /** Returns the line. */
    public byte[] toBytes() {
        String line = attempt + " " + exit + " " + new String(marks.toBytes(), StandardCharsets.US_ASCII);
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a note.
     *
     * @throws DamagedRecordException when it is none
     */
    public static EndNote parse(String line) throws DamagedRecordException {
        String[] parts = line.split(" ", PARTS);
        try {
            ScratchMarks marks = parts.length < PARTS || parts[2].isEmpty()
                    ? ScratchMarks.BLANK_ONES
                    : ScratchMarks.parse(parts[2].getBytes(StandardCharsets.US_ASCII), "the marks");
            return new EndNote(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), marks);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new DamagedRecordException("not the note of an attempt's end: '" + line + "'");
        }
    }
}
