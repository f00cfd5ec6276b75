package io.htmap.runtime.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Small facts in a text that people can read and that knows when it is damaged: lines {@code key=value}, sorted, in
 * UTF-8, line breaks and backslashes in values escaped; the last line is {@code crc32c=} with the checksum of all lines
 * before it. Immutable. The runner reads one at its start, so nothing here wakes the classes of lambdas or formats.
 */
public final class CheckedText {
    private static final String CRC_KEY = "crc32c=";
    private static final int CRC_DIGITS = 8;

    private final SortedMap<String, String> values;

    /** A text with these values; keys have neither '=' nor line breaks. */
    public CheckedText(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    /**
     * Reads and checks a file.
     *
     * @throws DamagedRecordException when it is not what was written
     */
    public static CheckedText read(Path file) throws IOException {
        return parse(Files.readAllBytes(file), file.toString());
    }

    /** As {@link #read}, from bytes; {@code name} is what messages call them. */
    public static CheckedText parse(byte[] bytes, String name) throws DamagedRecordException {
        String text = decode(bytes, name);
        int last = text.lastIndexOf(CRC_KEY);
        if (last < 0 || !text.endsWith("\n") || (last > 0 && text.charAt(last - 1) != '\n')) {
            throw new DamagedRecordException(name + " is damaged: its last line, the checksum, is missing");
        }
        String body = text.substring(0, last);
        if (!text.substring(last).equals(crcLine(body))) {
            throw new DamagedRecordException(name + " is damaged: it fails its checksum");
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (int start = 0; start < body.length(); ) {
            int end = body.indexOf('\n', start);
            int equals = body.indexOf('=', start);
            if (equals > start && equals < end) {
                values.put(body.substring(start, equals), unescape(body.substring(equals + 1, end)));
            }
            start = end + 1;
        }
        return new CheckedText(values);
    }

    /** Returns the text with its checksum. */
    public byte[] toBytes() {
        StringBuilder body = new StringBuilder();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            body.append(entry.getKey())
                    .append('=')
                    .append(escape(entry.getValue()))
                    .append('\n');
        }
        return (body + crcLine(body.toString())).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the value, or null if there is none. */
    public String get(String key) {
        return values.get(key);
    }

    /**
     * Returns the value.
     *
     * @throws DamagedRecordException when there is none
     */
    public String require(String key) throws DamagedRecordException {
        String value = values.get(key);
        if (value == null) {
            throw new DamagedRecordException("the entry '" + key + "' is missing");
        }
        return value;
    }

    /** Returns the value as a whole number. */
    public long requireLong(String key) throws DamagedRecordException {
        String value = require(key);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new DamagedRecordException("the entry '" + key + "' is not a whole number: " + value);
        }
    }

    /** Returns all values, sorted by key; not to be changed. */
    public SortedMap<String, String> values() {
        return java.util.Collections.unmodifiableSortedMap(values);
    }

    private static String decode(byte[] bytes, String name) throws DamagedRecordException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamagedRecordException(name + " is damaged: it is not text");
        }
    }

    private static String crcLine(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        String digits = Long.toHexString(crc.getValue());
        return CRC_KEY + "0".repeat(CRC_DIGITS - digits.length()) + digits + "\n";
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\' || i + 1 == value.length()) {
                plain.append(c);
                continue;
            }
            char escaped = value.charAt(++i);
            plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
        }
        return plain.toString();
    }
}
