package io.htmap.internal.attempt;

/** What tells people most of an end, in a line: the last one of a standard error, above all. */
public final class LastWords {
    /** So much of the end of a standard error is enough. */
    public static final int BYTES = 4096;

    private static final int LENGTH = 500;
    private static final String RUNNERS_OWN = "[htmap] ";

    private LastWords() {}

    /** Returns the last line that is not blank, shortened; empty text if there is none. */
    public static String of(String tail) {
        String last = tail.lines()
                .filter(line -> !line.isBlank())
                .reduce("", (before, line) -> line)
                .replace(RUNNERS_OWN, "");
        return cut(last);
    }

    /** Returns a text as one line, shortened. */
    public static String oneLine(String text) {
        return cut(text.strip().replaceAll("[\\s\\p{Cntrl}]+", " "));
    }

    private static String cut(String line) {
        return line.length() > LENGTH ? line.substring(0, LENGTH) + "..." : line;
    }
}
