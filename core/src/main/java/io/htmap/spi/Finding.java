package io.htmap.spi;

/**
 * What a check of this machine found; for {@code htmap doctor}.
 *
 * @param level how bad it is
 * @param subject what was looked at, in a word or two
 * @param text what was found, and what to do about it; one line
 */
public record Finding(Level level, String subject, String text) {
    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Maps run, but something may surprise. */
        WARNING,
        /** Maps cannot be made here, or would not run. */
        PROBLEM
    }

    /** Returns a finding that all is well. */
    public static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    /** Returns a finding that something may surprise. */
    public static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }

    /** Returns a finding that maps cannot be made here, or would not run. */
    public static Finding problem(String subject, String text) {
        return new Finding(Level.PROBLEM, subject, text);
    }
}
