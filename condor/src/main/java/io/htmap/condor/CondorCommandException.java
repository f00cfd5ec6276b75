package io.htmap.condor;

import io.htmap.SchedulerException;
import java.util.List;

/** One of HTCondor's own programs failed, or did not answer. */
public final class CondorCommandException extends SchedulerException {
    private static final long serialVersionUID = 1L;

    private final List<String> command;
    private final int exitCode;
    private final String output;

    /**
     * @param message one line for people
     * @param command the program and its arguments
     * @param exitCode what it ended with, or -1 if it was ended because it did not answer
     * @param output what it wrote to its standard output and error
     */
    public CondorCommandException(String message, List<String> command, int exitCode, String output) {
        super(message);
        this.command = List.copyOf(command);
        this.exitCode = exitCode;
        this.output = output;
    }

    /** Returns the program and its arguments. */
    public List<String> command() {
        return command;
    }

    /** Returns what it ended with, or -1 if it was ended because it did not answer. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns what it wrote to its standard output and error. */
    public String output() {
        return output;
    }
}
