package io.htmap.cli;

import io.htmap.Htmap;
import picocli.CommandLine.Command;

/** {@code htmap tags}. */
@Command(name = "tags", description = "List the tags of all maps.")
final class TagsCommand extends Subcommand {
    @Override
    public Integer call() {
        try (Htmap htmap = open()) {
            htmap.tags().forEach(console().out()::println);
            return ExitCode.SUCCESS.code();
        }
    }
}
