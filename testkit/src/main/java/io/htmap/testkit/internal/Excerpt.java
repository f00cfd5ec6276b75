package io.htmap.testkit.internal;

/** Long texts, cut to where they begin to differ. */
final class Excerpt {
    private static final int BEFORE = 40;
    private static final int LENGTH = 160;

    private Excerpt() {}

    /** Returns the part of a text that shows how it differs from another. */
    static String of(String text, String other) {
        int from = Math.max(0, firstDifference(text, other) - BEFORE);
        int to = Math.min(text.length(), from + LENGTH);
        String part = text.substring(Math.min(from, to), to).replace("\n", "\\n");
        return (from > 0 ? "..." : "") + part + (to < text.length() ? "..." : "");
    }

    private static int firstDifference(String text, String other) {
        int i = 0;
        while (i < text.length() && i < other.length() && text.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }
}
