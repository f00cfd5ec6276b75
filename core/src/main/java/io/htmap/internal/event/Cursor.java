package io.htmap.internal.event;

/** Reads a line from left to right. */
final class Cursor {
    private static final int MAX_NUMBER_LENGTH = 11;

    private final String line;
    private int at;

    Cursor(String line) {
        this.line = line;
    }

    /** Returns the character so far ahead, or 0 behind the end. */
    char peek(int ahead) {
        return at + ahead < line.length() ? line.charAt(at + ahead) : 0;
    }

    /** Moves behind the character if it stands here. */
    boolean skip(char c) {
        if (peek(0) != c) {
            return false;
        }
        at++;
        return true;
    }

    /** Moves behind the character, which must stand here. */
    void expect(char c) throws EventParseException {
        if (!skip(c)) {
            throw new EventParseException("expected '" + c + "' at column " + (at + 1) + " of the first line");
        }
    }

    /** Reads exactly so many digits. */
    int digits(int count) throws EventParseException {
        int value = 0;
        for (int i = 0; i < count; i++, at++) {
            if (!isDigit(peek(0))) {
                throw new EventParseException("expected a digit at column " + (at + 1) + " of the first line");
            }
            value = value * 10 + (peek(0) - '0');
        }
        return value;
    }

    /** Reads exactly two digits that must lie within bounds. */
    int twoDigits(int least, int most) throws EventParseException {
        int value = digits(2);
        if (value < least || value > most) {
            throw new EventParseException(
                    "expected " + least + " to " + most + " at column " + (at - 1) + " of the first line");
        }
        return value;
    }

    /** Reads the digits behind a decimal point as nanoseconds; those behind the ninth do not count. */
    int fraction() throws EventParseException {
        int nanos = digits(1);
        int count = 1;
        for (; isDigit(peek(0)); at++, count++) {
            if (count < 9) {
                nanos = nanos * 10 + (peek(0) - '0');
            }
        }
        for (; count < 9; count++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Reads a whole number, which may have a sign. */
    int number() throws EventParseException {
        int start = at;
        skip('-');
        while (isDigit(peek(0)) && at - start < MAX_NUMBER_LENGTH) {
            at++;
        }
        try {
            return Integer.parseInt(line.substring(start, at));
        } catch (NumberFormatException e) {
            throw new EventParseException("expected a number at column " + (start + 1) + " of the first line");
        }
    }

    /** Returns what is left. */
    String rest() {
        return line.substring(at);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
