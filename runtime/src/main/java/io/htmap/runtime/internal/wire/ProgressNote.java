package io.htmap.runtime.internal.wire;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a function last said of how far it is. A text that knows when it is damaged, beside the marks.
 *
 * @param done how much is done
 * @param total of how much; 0 if the function does not know
 * @param note a line for people, may be empty
 * @param atMillis when it was noted, by the node's wall clock, in milliseconds since 1970
 */
public record ProgressNote(long done, long total, String note, long atMillis) {
    /** Name of the file. */
    public static final String FILE = "progress";

    private static final int FORMAT = 1;

    /** Returns the note as a text. */
    public byte[] toBytes() {
        Map<String, String> values = new TreeMap<>();
        values.put(WireText.formatKey(), Integer.toString(FORMAT));
        values.put("done", Long.toString(done));
        values.put("total", Long.toString(total));
        values.put("note", note);
        values.put("at_ms", Long.toString(atMillis));
        return new CheckedText(values).toBytes();
    }

    /**
     * Reads a note.
     *
     * @throws DamagedRecordException when it is damaged or newer than this version
     * @throws java.nio.file.NoSuchFileException when the function has said nothing
     */
    public static ProgressNote read(Path file) throws IOException {
        CheckedText text = WireText.parse(Files.readAllBytes(file), file.toString(), FORMAT);
        return new ProgressNote(
                text.requireLong("done"), text.requireLong("total"), text.require("note"), text.requireLong("at_ms"));
    }
}
