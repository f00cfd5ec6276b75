package io.htmap.internal.store;

import io.htmap.HtmapException;
import io.htmap.WaitInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns failures of files into one line that says what, where, why and what to do. */
public final class Problems {
    private Problems() {}

    /** Returns an exception whose message is one line. */
    public static HtmapException of(String what, Path where, IOException why) {
        String message = what + " " + where + ": " + reason(why) + advice(why);
        return why instanceof ClosedByInterruptException
                ? new WaitInterruptedException(message, why)
                : new HtmapException(message, why);
    }

    /** What to do about a damaged map. */
    public static String damageAdvice(String tag) {
        return "; restore it from a backup, or remove the map with: htmap remove --force " + tag;
    }

    /** Returns what any failure comes to, in one line. */
    public static String line(Throwable why) {
        if (why instanceof HtmapException && why.getMessage() != null) {
            return why.getMessage();
        }
        if (why instanceof UncheckedIOException) {
            return why.getMessage() + ": " + line(why.getCause());
        }
        if (why instanceof FileSystemException problem && problem.getFile() != null) {
            return problem.getFile() + ": " + reason(problem) + advice(problem);
        }
        return why instanceof IOException problem
                ? reason(problem) + advice(problem)
                : "a failure of its own (" + why.getClass().getSimpleName() + ")";
    }

    /** Returns whether the file system, or the user's share of it, is full. */
    public static boolean isDiskFull(Throwable problem) {
        for (Throwable t = problem; t != null; t = t.getCause()) {
            String text = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
            if (t instanceof IOException && (text.contains("no space left") || text.contains("quota exceeded"))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the reason in a few words; {@code NoSuchFileException} and its like have only a file name. */
    public static String reason(IOException why) {
        if (why instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (why instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        if (why instanceof NoSuchFileException) {
            return "no such file";
        }
        if (why instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        String message = why.getMessage();
        return message == null || message.isBlank()
                ? why.getClass().getSimpleName()
                : message.lines().iterator().next();
    }

    private static String advice(IOException why) {
        if (isDiskFull(why)) {
            return "; free some space or raise the quota, or choose another home folder with HTMAP_DIR";
        }
        if (why instanceof AccessDeniedException) {
            return "; check who owns it, or choose another home folder with HTMAP_DIR";
        }
        return "";
    }
}
