package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.io.DamagedRecordException;
import io.htmap.runtime.internal.wire.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The runner cannot go on, and not because of what the function does. */
final class RunnerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ExitCode code;

    RunnerFailure(ExitCode code, String message, Throwable cause) {
        super(cause == null ? message : message + ": " + reason(cause), cause);
        this.code = code;
    }

    /** Our own exceptions and those of files say it all; of others the name says more than the message. */
    private static String reason(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return cause.getMessage() + " is missing";
        }
        if (cause instanceof AccessDeniedException) {
            return cause.getMessage() + ": permission denied";
        }
        boolean plain = cause instanceof DamagedRecordException || cause.getClass() == IOException.class;
        String text = plain || cause instanceof FileSystemException ? cause.getMessage() : null;
        return (text == null ? ThrowableText.headline(cause) : text)
                .replace('\n', ' ')
                .replace('\r', ' ');
    }

    ExitCode code() {
        return code;
    }

    /** Tells the reader of the standard error, whose last line is what people are shown first; returns the code. */
    ExitCode explain() {
        if (code == ExitCode.BAD_JOB && getCause() != null) {
            StandardStreams.say(String.join("\n", ThrowableText.lines(getCause())));
        }
        StandardStreams.say("[htmap] " + getMessage());
        return code;
    }
}
