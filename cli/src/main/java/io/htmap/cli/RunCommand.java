package io.htmap.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code htmap run}. */
@Command(
        name = "run",
        description =
                "Run a Java program with the library on its class path; ends with the program's exit code. An exception of"
                        + " the library that the program does not catch is shown as one line; with --verbose, with its stack trace.",
        customSynopsis = {
            "htmap run [OPTIONS] Program.java [ARGS...]",
            "htmap run [OPTIONS] -cp PATH MainClass [ARGS...]"
        })
final class RunCommand extends Subcommand {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-cp", "--class-path"},
            paramLabel = "PATH",
            description = "Folders and jars of the program's classes, with colons between them.")
    private @Nullable String classPath;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            description =
                    "Who runs the program's maps, if it does not say: local, condor or auto. Sets $HTMAP_SCHEDULER.")
    private @Nullable String scheduler;

    @Parameters(
            arity = "1..*",
            paramLabel = "PROGRAM [ARGS...]",
            description = "A single-file program, or a class with a main method; then its arguments.")
    private List<String> program = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        String name = program.get(0);
        boolean source = name.endsWith(".java");
        if (!source && classPath == null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "'" + name + "' is no .java file; to run a class, say where it is with -cp PATH");
        }
        return new ChildJava(home(), Optional.ofNullable(scheduler)).run(command(source, name));
    }

    private List<String> command(boolean source, String name) {
        List<String> command = new ArrayList<>();
        if (!isVerbose()) {
            command.add("-Dhtmap.brief=true");
        }
        command.addAll(List.of("-cp", LibraryPath.with(classPath)));
        if (source) {
            command.add(UserFiles.existing(Path.of(name), "the program").toString());
            command.addAll(program.subList(1, program.size()));
        } else {
            UserFiles.checkClassPath(Objects.requireNonNull(classPath));
            command.addAll(program);
        }
        return command;
    }
}
