package io.htmap.runtime.internal.run;

import io.htmap.runtime.internal.probe.Probe;
import io.htmap.runtime.internal.wire.ExitCode;
import java.io.IOException;

/** Turns what the function does into an output file. */
final class Delivery {
    private final Attempt attempt;
    private final Eviction eviction;
    private final Exit exit;

    Delivery(Attempt attempt, Eviction eviction, Exit exit) {
        this.attempt = attempt;
        this.eviction = eviction;
        this.exit = exit;
    }

    /** Applies the function. A value counts even during an eviction; an error that it may have caused does not. */
    ExitCode of(FunctionCall call) throws RunnerFailure {
        Object value;
        try {
            value = call.apply();
        } catch (Throwable e) { // a throwable need be neither an exception nor an error
            return error(e);
        }
        Probe.returned();
        return value(value);
    }

    private ExitCode value(Object value) throws RunnerFailure {
        try {
            attempt.deliverValue(value);
            return ExitCode.COMPLETED;
        } catch (NotSerializableOutputException e) {
            return error(e);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private ExitCode error(Throwable thrown) throws RunnerFailure {
        if (eviction.isRequested() || exit.isShutdown()) {
            if (eviction.isRequested()) {
                tell(thrown);
            }
            if (attempt.notice().ask()) {
                // nobody else ends the process of a function that is trusted to leave by itself
                exit.end(ExitCode.EVICTED);
            }
            exit.await();
        }
        if (ErrorReports.isOutOfMemory(thrown)) {
            throw new OutOfMemoryError(thrown.getMessage());
        }
        try {
            attempt.deliverError(thrown);
            return ExitCode.ERRORED;
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /** Nobody else says that what it wanted to save could not be saved. */
    private static void tell(Throwable thrown) {
        StandardStreams.say("[htmap] the function failed when it was to leave its node; what it had not saved is lost: "
                + ThrowableText.headline(thrown).replaceAll("\\s*\\R\\s*", "; "));
    }

    private static RunnerFailure notWritten(IOException e) {
        return new RunnerFailure(ExitCode.OUTPUT_NOT_WRITTEN, "the output cannot be written", e);
    }
}
