package io.htmap.cli;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text of users' functions, nodes and file systems, made fit for a terminal: a control character in it could move the
 * cursor, change colours or the title, or hide the lines above.
 */
final class Printable {
    /** Control characters of ASCII and of Latin-1 but for tabs and the end of a line. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n]]");

    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");

    private Printable() {}

    /** Returns text of several lines with each control character written as Java would. */
    static String text(String text) {
        return CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll(Printable::escape);
    }

    /** Returns it as one line. */
    static String line(String text) {
        return text(LINE_END.matcher(text.stripTrailing()).replaceAll("; "));
    }

    private static String escape(MatchResult control) {
        return String.format("\\\\u%04x", (int) control.group().charAt(0));
    }
}
