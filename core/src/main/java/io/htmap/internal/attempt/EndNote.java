package io.htmap.internal.attempt;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.wire.ScratchMarks;
import java.nio.charset.StandardCharsets;

/**
 * What a node noted of the end of an attempt: a line of the attempt's number, the exit code of its process (128 and the
 * signal's number if one killed it) and the runner's marks.
 */
public record EndNote(int attempt, int exit, ScratchMarks marks) {
    private static final int PARTS = 3;

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
