package io.htmap.cli;

import io.htmap.Htmap;
import io.htmap.cli.demo.DemoTraces;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code htmap clean}. */
@Command(
        name = "clean",
        description =
                "Delete what crashes left behind: temporary files, maps without a tag, jars that no map uses, traces of demos.")
final class CleanCommand extends Subcommand {
    @Override
    public Integer call() {
        try (Htmap htmap = open()) {
            List<String> deleted = new ArrayList<>(htmap.clean());
            deleted.addAll(DemoTraces.clean(htmap));
            deleted.forEach(console().out()::println);
            if (deleted.isEmpty()) {
                console().out().println("nothing to clean");
            }
            return ExitCode.SUCCESS.code();
        }
    }
}
