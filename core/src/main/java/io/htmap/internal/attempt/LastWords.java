package io.htmap.internal.attempt;

/** The last line of a standard error, which tells people most. */
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
        return last.length() > LENGTH ? last.substring(0, LENGTH) + "..." : last;
    }
}
