package io.htmap.condor.internal;

import java.time.Instant;
import java.util.List;

/**
 * Tells which attempt of the event log one is that a node has numbered. The node counts what the schedd had counted when
 * it made the job's ad, and a schedd that lost a shadow, or its power, has missed starts that are in the log. So the node
 * also notes when its shadow was started, by the clock of the access point, which is the log's. Immutable.
 */
final class AttemptNumbers {
    private final List<Instant> starts;

    /** @param starts when the log's attempts began, oldest first */
    AttemptNumbers(List<Instant> starts) {
        this.starts = starts;
    }

    /** Returns the log's number of an attempt that the node noted so: its number, perhaps followed by its beginning. */
    int number(String noted) {
        String[] words = noted.strip().split(" ");
        int number = Integer.parseInt(words[0]);
        return words.length < 2 ? number : number(number, Long.parseLong(words[1]));
    }

    private int number(int number, long begun) {
        if (number <= starts.size() && isFirstSince(number, begun)) {
            return number;
        }
        for (int other = 1; other <= starts.size(); other++) {
            if (startOf(other) >= begun) {
                return other;
            }
        }
        return number;
    }

    private boolean isFirstSince(int number, long begun) {
        return startOf(number) >= begun && (number == 1 || startOf(number - 1) <= begun);
    }

    private long startOf(int number) {
        return starts.get(number - 1).getEpochSecond();
    }

    /** Whether a node notes attempts so. */
    static boolean isNoted(String text) {
        return text.matches("[1-9]\\d{0,8}( \\d{1,18})?");
    }
}
