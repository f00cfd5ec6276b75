package io.htmap.runtime.internal.checkpoint;

/**
 * The name of a generation, such as {@code 00000007-3.ckpt}: number 7, committed by attempt 3. The attempt stands in the
 * name so that fencing costs no read and two attempts can never write to one name.
 *
 * @param number from 1; higher than that of every generation before it
 * @param attempt from 1
 */
public record Generation(int number, int attempt) implements Comparable<Generation> {
    static final String SUFFIX = ".ckpt";
    private static final int DIGITS = 8;

    /** Returns the name of its file. */
    public String fileName() {
        String digits = Integer.toString(number);
        StringBuilder name = new StringBuilder();
        for (int i = digits.length(); i < DIGITS; i++) {
            name.append('0');
        }
        return name.append(digits).append('-').append(attempt).append(SUFFIX).toString();
    }

    /** Returns the generation with this file name, or null if it is none. */
    public static Generation parse(String fileName) {
        int dash = fileName.indexOf('-');
        if (dash < DIGITS || !fileName.endsWith(SUFFIX)) {
            return null;
        }
        int number = positive(fileName.substring(0, dash));
        int attempt = positive(fileName.substring(dash + 1, fileName.length() - SUFFIX.length()));
        if (number == 0 || attempt == 0) {
            return null;
        }
        Generation generation = new Generation(number, attempt);
        return generation.fileName().equals(fileName) ? generation : null;
    }

    /** Older before newer. A later attempt's generation is newer, even if a stale attempt commits after it. */
    @Override
    public int compareTo(Generation other) {
        int byAttempt = Integer.compare(attempt, other.attempt);
        return byAttempt != 0 ? byAttempt : Integer.compare(number, other.number);
    }

    private static int positive(String digits) {
        try {
            return Math.max(0, Integer.parseInt(digits));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
