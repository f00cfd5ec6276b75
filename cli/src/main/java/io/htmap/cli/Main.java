package io.htmap.cli;

import io.htmap.cli.demo.DemoCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The program {@code htmap}. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the JVM with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(run(args, Console.ofThisProcess()));
    }

    /**
     * Runs a command in this JVM.
     *
     * @param out gets what was asked for
     * @param err gets messages and progress
     * @return the exit code
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, Console.of(out, err));
    }

    private static int run(String[] args, Console console) {
        int code = commandLine(console).execute(args);
        // flushes, and tells whether anything that was written before got lost
        if (console.out().checkError()) {
            ExitCode lost = lost(console);
            code = code == ExitCode.SUCCESS.code() ? lost.code() : code;
        }
        console.err().flush();
        return code;
    }

    private static ExitCode lost(Console console) {
        if (console.hasLostItsReader()) {
            return ExitCode.READER_LEFT;
        }
        console.say("the output could not be written to its end: is the disk full?");
        return ExitCode.FAILED;
    }

    private static CommandLine commandLine(Console console) {
        HtmapCommand root = new HtmapCommand(console);
        ErrorMessages errors = new ErrorMessages(console);
        CommandLine commandLine = new CommandLine(root);
        addSubcommands(commandLine);
        return commandLine
                .setOut(writer(console.out()))
                .setErr(writer(console.err()))
                .setColorScheme(Help.defaultColorScheme(
                        console.outIsTerminal() && !console.plain() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors::usage)
                .setExecutionExceptionHandler(
                        (exception, command, parsed) -> errors.execution(exception, root.isVerbose()));
    }

    private static void addSubcommands(CommandLine root) {
        root.addSubcommand(new DemoCommand());
        root.addSubcommand(new CommandLine(new RunCommand()).setStopAtPositional(true));
        root.addSubcommand(new TagsCommand());
        root.addSubcommand(new StatusCommand());
        root.addSubcommand(new ComponentsCommand());
        root.addSubcommand(new AttemptsCommand());
        root.addSubcommand(new CheckpointsCommand());
        root.addSubcommand(new WaitCommand());
        root.addSubcommand(new VacateCommand());
        root.addSubcommand(new HoldCommand());
        root.addSubcommand(new ReleaseCommand());
        root.addSubcommand(new SuspendCommand());
        root.addSubcommand(new ContinueCommand());
        root.addSubcommand(new EditCommand());
        root.addSubcommand(new RerunCommand());
        root.addSubcommand(new RemoveCommand());
        root.addSubcommand(new StdoutCommand());
        root.addSubcommand(new StderrCommand());
        root.addSubcommand(new ErrorsCommand());
        root.addSubcommand(new CleanCommand());
        root.addSubcommand(new DoctorCommand());
        root.addSubcommand(new SchedulerCommand());
        root.addSubcommand(new ClassPathCommand());
        root.addSubcommand(new VersionCommand());
        root.addSubcommand(new CommandLine.HelpCommand());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
