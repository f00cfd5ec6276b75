package io.htmap.cli;

/** With what {@code htmap} ends. {@code htmap run} ends with the code of the program that it ran. */
public enum ExitCode {
    /** Done. */
    SUCCESS(0),
    /** Refused or failed; one line on standard error says why. */
    FAILED(1),
    /** The command line was not understood. */
    USAGE(2),
    /** A bug in HTMap. */
    INTERNAL(70),
    /** {@code htmap wait} waited as long as it was told to. */
    TIMED_OUT(124),
    /** Interrupted while waiting. */
    INTERRUPTED(130),
    /** Nobody read its output any more, as behind {@code | head}; what a shell says of a program that SIGPIPE ended. */
    READER_LEFT(141);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the number for the shell. */
    public int code() {
        return code;
    }
}
