package io.htmap.cli;

import io.htmap.Htmap;
import io.htmap.HtmapException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParentCommand;

/** What each subcommand is: a {@link #call} that writes to the {@link #console} and returns an {@link ExitCode}. */
public abstract class Subcommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable HtmapCommand root;

    /** For subclasses. */
    protected Subcommand() {}

    /**
     * Opens the home folder that was asked for.
     *
     * @throws HtmapException when it was named and is not there: a command that makes no map makes no home for a misspelt name
     */
    protected final Htmap open() {
        root().checkNamedHome();
        return openOrMake();
    }

    /** Opens the home folder that was asked for; makes it if it is not there. */
    protected final Htmap openOrMake() {
        return root().open();
    }

    /** Returns the home folder that was named; empty for the default. */
    protected final Optional<Path> home() {
        return Optional.ofNullable(root().home());
    }

    /** Returns whether stack traces are wanted. */
    protected final boolean isVerbose() {
        return root().isVerbose();
    }

    /** Returns where to write. */
    protected final Console console() {
        return root().console();
    }

    /** Tells of a failure that does not end the command. */
    protected final void report(HtmapException failure) {
        new ErrorMessages(console()).execution(failure, root().isVerbose());
    }

    private HtmapCommand root() {
        return Objects.requireNonNull(root, "picocli sets it");
    }
}
