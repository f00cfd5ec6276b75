package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.AttemptAccount;
import io.htmap.runtime.internal.wire.ErrorReport;
import java.nio.file.Path;
import java.time.Instant;

/** Makes the report of what a function threw. */
final class ErrorReports {
    private ErrorReports() {}

    static ErrorReport of(Throwable thrown, AttemptAccount account, Path workingDirectory) {
        return new ErrorReport(
                thrown.getClass().getName(),
                ThrowableText.message(thrown),
                ThrowableText.lines(thrown),
                account.component(),
                account.attempt(),
                account.host(),
                account.javaVersion(),
                account.javaVendor(),
                Instant.now(),
                account.elapsedNanos(),
                DirectoryListing.of(workingDirectory));
    }

    /** Returns whether memory ran out, here or in a thread that the function waited for. */
    static boolean isOutOfMemory(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < ThrowableText.MOST_FRAMES; depth++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = ThrowableText.cause(cause);
        }
        return false;
    }
}
