package io.htmap.condor.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a job's standard output, or error, that its attempts wrote: HTCondor appends each to the one before, and
 * {@code run.sh} writes a line before each: the character 0x1e, "htmap", the map's UUID, and the attempt as {@link AttemptNumbers} takes it.
 */
final class StreamParts {
    private static final char MARK = '\u001e';

    private StreamParts() {}

    /** Returns the parts by the log's numbers of their attempts. */
    static Map<Integer, byte[]> split(String mapId, byte[] stream, AttemptNumbers numbers) {
        byte[] start = (MARK + "htmap " + mapId + " ").getBytes(StandardCharsets.US_ASCII);
        Map<Integer, byte[]> parts = new TreeMap<>();
        int at = indexOf(stream, start, 0);
        while (at >= 0) {
            int next = indexOf(stream, start, at + start.length);
            int end = next < 0 ? stream.length : next;
            addPart(parts, stream, at + start.length, end, numbers);
            at = next;
        }
        return parts;
    }

    private static void addPart(Map<Integer, byte[]> parts, byte[] stream, int from, int to, AttemptNumbers numbers) {
        int lineEnd = from;
        while (lineEnd < to && stream[lineEnd] != '\n') {
            lineEnd++;
        }
        String noted = new String(stream, from, lineEnd - from, StandardCharsets.US_ASCII);
        if (lineEnd < to && AttemptNumbers.isNoted(noted)) {
            byte[] part = Arrays.copyOfRange(stream, lineEnd + 1, to);
            parts.merge(numbers.number(noted), part, StreamParts::joined);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static int indexOf(byte[] stream, byte[] pattern, int from) {
        for (int i = from; i <= stream.length - pattern.length; i++) {
            if (Arrays.equals(stream, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        return -1;
    }
}
