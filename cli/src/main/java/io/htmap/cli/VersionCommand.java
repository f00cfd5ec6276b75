package io.htmap.cli;

import picocli.CommandLine.Command;

/** {@code htmap version}. */
@Command(name = "version", description = "Tell the versions of HTMap, Java and the system.")
final class VersionCommand extends Subcommand {
    @Override
    public Integer call() {
        for (String line : new Version().getVersion()) {
            console().out().println(line);
        }
        return ExitCode.SUCCESS.code();
    }
}
