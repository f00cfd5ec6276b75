package io.htmap.internal.event;

/** Numbers of a fixed width, many times faster than a format string: a large map writes millions. */
final class Padded {
    private Padded() {}

    /** Appends a number that is not negative, with zeros before it. */
    static StringBuilder append(StringBuilder out, long value, int width) {
        String digits = Long.toString(value);
        for (int i = digits.length(); i < width; i++) {
            out.append('0');
        }
        return out.append(digits);
    }
}
