package io.htmap.cli;

import io.htmap.HtmapException;
import io.htmap.WaitInterruptedException;
import io.htmap.internal.Suggestion;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line for people and an exit code. */
final class ErrorMessages {
    private final Console console;

    ErrorMessages(Console console) {
        this.console = console;
    }

    /** The command line was not understood. */
    int usage(ParameterException exception, String[] args) {
        console.say(
                exception instanceof UnmatchedArgumentException unmatched
                                && !unmatched.getUnmatched().isEmpty()
                        ? unknown(
                                exception.getCommandLine(),
                                unmatched.getUnmatched().get(0))
                        : withHelp(exception.getCommandLine(), sentence(exception.getMessage())));
        return ExitCode.USAGE.code();
    }

    private static String unknown(CommandLine command, String word) {
        boolean option = word.length() > 1 && word.startsWith("-");
        Collection<String> known = option
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
        String message = "unknown " + kind + " '" + word + "'";
        return Suggestion.closest(option ? word.split("=", 2)[0] : word, known)
                .map(name -> message + "; did you mean '" + name + "'?")
                .orElseGet(() -> withHelp(command, message));
    }

    private static String withHelp(CommandLine command, String message) {
        return message + "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
    }

    /** Picocli's messages begin like sentences and some end like them. */
    private static String sentence(String message) {
        String start = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        return start.endsWith(".") ? start.substring(0, start.length() - 1) : start;
    }

    /** The command failed. */
    int execution(Exception exception, boolean verbose) {
        if (verbose) {
            exception.printStackTrace(console.err());
        }
        if (exception instanceof WaitInterruptedException) {
            console.say("interrupted");
            return ExitCode.INTERRUPTED.code();
        }
        if (exception instanceof HtmapException || exception instanceof TimeoutException) {
            console.say(String.valueOf(exception.getMessage()));
            return (exception instanceof HtmapException ? ExitCode.FAILED : ExitCode.TIMED_OUT).code();
        }
        console.say("internal error: " + exception
                + (verbose ? "" : "; run it again with --verbose for the stack trace, and report that"));
        return ExitCode.INTERNAL.code();
    }
}
