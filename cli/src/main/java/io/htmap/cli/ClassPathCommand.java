package io.htmap.cli;

import picocli.CommandLine.Command;

/** {@code htmap class-path}. */
@Command(name = "class-path", description = "Print the class path of the library, for a java or jshell of your own.")
final class ClassPathCommand extends Subcommand {
    @Override
    public Integer call() {
        console().out().println(LibraryPath.with(null));
        return ExitCode.SUCCESS.code();
    }
}
