package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.wire.ExitCode;

/** The runner cannot go on, and not because of what the function does. */
final class RunnerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ExitCode code;

    RunnerFailure(ExitCode code, String message, Throwable cause) {
        super(cause == null ? message : message + ": " + cause, cause);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
