package io.htmap.cli;

import io.htmap.Htmap;
import io.htmap.HtmapException;
import io.htmap.internal.store.Homes;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code htmap} itself: what all subcommands share. */
@Command(
        name = "htmap",
        description = "Maps functions over inputs, on machines that may vanish.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed; one line says why",
            "2:the command line was not understood",
            "70:a bug in HTMap",
            "124:'wait' timed out",
            "130:interrupted",
            "141:nobody reads its output any more"
        })
public final class HtmapCommand implements Runnable {
    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Home folder of the maps; by default $HTMAP_DIR, or else ~/.htmap.")
    private @Nullable Path home;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of what went wrong.")
    private boolean verbose;

    HtmapCommand(Console console) {
        this.console = console;
    }

    /** Without a subcommand there is nothing to do. */
    @Override
    public void run() {
        CommandLine commandLine = java.util.Objects.requireNonNull(spec).commandLine();
        throw new ParameterException(commandLine, "a command is missing");
    }

    Console console() {
        return console;
    }

    boolean isVerbose() {
        return verbose;
    }

    /** Returns the home folder that was named, or null for the default. */
    @Nullable
    Path home() {
        if (home != null && home.toString().isEmpty()) {
            // a variable that is not set, most likely: the current folder is not what was meant
            CommandLine commandLine = java.util.Objects.requireNonNull(spec).commandLine();
            throw new ParameterException(commandLine, "option --home is empty; name a folder, or leave it out");
        }
        return home;
    }

    void checkNamedHome() {
        String variable = System.getenv().getOrDefault("HTMAP_DIR", "");
        Path named = home();
        if (named == null && variable.isBlank()) {
            return;
        }
        Path path = named == null ? Homes.defaultPath(System.getenv()) : named;
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new HtmapException("there is no home folder " + path.toAbsolutePath() + ", which "
                    + (named == null ? "HTMAP_DIR" : "--home") + " names; the first map makes one");
        }
    }

    Htmap open() {
        Path named = home();
        return named == null ? Htmap.open() : Htmap.open(named);
    }
}
