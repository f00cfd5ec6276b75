package io.htmap.cli;

import io.htmap.Htmap;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code htmap clean}. */
@Command(
        name = "clean",
        description = "Delete what crashes left behind: temporary files, maps without a tag, jars that no map uses.")
final class CleanCommand extends Subcommand {
    @Override
    public Integer call() {
        try (Htmap htmap = open()) {
            List<String> deleted = htmap.clean();
            deleted.forEach(console().out()::println);
            if (deleted.isEmpty()) {
                console().out().println("nothing to clean");
            }
            return ExitCode.SUCCESS.code();
        }
    }
}
