package io.htmap.runtime.internal.wire;

import io.htmap.runtime.internal.io.CheckedText;
import io.htmap.runtime.internal.io.DamagedRecordException;

/** What the texts on the wire have in common: a format version, and numbers that must fit. */
final class WireText {
    private static final String FORMAT = "format";

    private WireText() {}

    static String formatKey() {
        return FORMAT;
    }

    /**
     * Parses a text of a known format version.
     *
     * @throws DamagedRecordException when it is damaged, or newer than this version can read
     */
    static CheckedText parse(byte[] bytes, String name, int newestKnown) throws DamagedRecordException {
        CheckedText text = CheckedText.parse(bytes, name);
        long format = text.requireLong(FORMAT);
        if (format < 1 || format > newestKnown) {
            throw new DamagedRecordException(name + " has format " + format + ", this HTMap reads formats 1 to "
                    + newestKnown + ": use the version that wrote it, or a newer one");
        }
        return text;
    }

    static int requireInt(CheckedText text, String key) throws DamagedRecordException {
        long value = text.requireLong(key);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new DamagedRecordException("the entry '" + key + "' is too large: " + value);
        }
        return (int) value;
    }
}
