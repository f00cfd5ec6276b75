package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.SavedCheckpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code htmap checkpoints}. Writes line by line: a map may have a million components. */
@Command(
        name = "checkpoints",
        description =
                "List the checkpoints of a map's components, the newest first: which attempt saved them, their size"
                        + " and age, whether they are whole (if one is not, the exit code is not 0), and how far the"
                        + " function said it was; or copy one into a folder, or keep one.")
final class CheckpointsCommand extends Subcommand {
    private static final String LINE = "%9s  %10s  %7s  %10s  %5s  %9s  %-12s  %s";

    @Spec
    private @Nullable CommandSpec command;

    @Parameters(index = "0", paramLabel = "TAG", description = "Tag of the map.")
    private @Nullable String tag;

    @Parameters(index = "1", arity = "0..1", paramLabel = "COMPONENT", description = "Only of this component, from 0.")
    private @Nullable Integer component;

    @Option(names = "--verify", description = "Read all of them, and check every byte.")
    private boolean verify;

    @Option(names = "--export", paramLabel = "GENERATION", description = "Copy what this checkpoint holds into --to.")
    private @Nullable Integer exported;

    @Option(names = "--to", paramLabel = "FOLDER", description = "The folder for --export; it must not be there yet.")
    private @Nullable Path folder;

    @Option(names = "--pin", paramLabel = "GENERATION", description = "Keep a copy of this checkpoint, until --unpin.")
    private @Nullable Integer pinned;

    @Option(names = "--unpin", paramLabel = "GENERATION", description = "Delete the copy that --pin made.")
    private @Nullable Integer unpinned;

    private boolean damaged;

    @Override
    public Integer call() {
        checkOptions();
        try (Htmap htmap = open()) {
            ComponentMap<?, ?> map = htmap.load(Objects.requireNonNull(tag));
            if (component != null) {
                ComponentSelection.check(map, component);
            }
            if (pinned != null) {
                map.pinCheckpoint(Objects.requireNonNull(component), pinned);
            } else if (unpinned != null) {
                map.unpinCheckpoint(Objects.requireNonNull(component), unpinned);
            } else if (exported != null) {
                map.exportCheckpoint(Objects.requireNonNull(component), exported, Objects.requireNonNull(folder));
            } else {
                list(map);
            }
            return (damaged ? ExitCode.FAILED : ExitCode.SUCCESS).code();
        }
    }

    private void checkOptions() {
        if ((exported == null) != (folder == null) || (exported != null && component == null)) {
            throw refusal("to export a checkpoint, give TAG, COMPONENT, --export GENERATION and --to FOLDER");
        }
        long asked =
                Stream.of(exported, pinned, unpinned).filter(Objects::nonNull).count();
        if (asked > 1 || (asked == 1 && component == null)) {
            throw refusal("to pin or unpin a checkpoint, give TAG, COMPONENT and one of --pin and --unpin GENERATION");
        }
    }

    private ParameterException refusal(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }

    private void list(ComponentMap<?, ?> map) {
        print("COMPONENT", "GENERATION", "ATTEMPT", "BYTES", "FILES", "AGE", "STATE", "PROGRESS");
        int first = component == null ? 0 : component;
        int end = component == null ? map.size() : component + 1;
        for (int i = first; i < end; i++) {
            map.checkpoints(i, verify).forEach(this::print);
        }
    }

    private void print(SavedCheckpoint checkpoint) {
        damaged |= checkpoint.damage().isPresent();
        print(
                checkpoint.component(),
                checkpoint.generation(),
                checkpoint.attempt(),
                checkpoint.bytes(),
                checkpoint
                        .contents()
                        .map(holds -> Integer.toString(holds.files()))
                        .orElse("?"),
                checkpoint.contents().map(holds -> age(holds.committed())).orElse("?"),
                checkpoint.damage().map(why -> "damaged: " + why).orElse(verify ? "good" : "not verified")
                        + (checkpoint.pinned() ? ", pinned" : ""),
                checkpoint
                        .contents()
                        .flatMap(SavedCheckpoint.Contents::progress)
                        .map(Shares::words)
                        .orElse(""));
    }

    /** The node's clock may be ahead of ours. */
    private static String age(Instant committed) {
        Duration age = Duration.between(committed, Instant.now());
        return Times.of(age.isNegative() ? Duration.ZERO : age);
    }

    private void print(Object... cells) {
        console().out().println(Printable.line(String.format(LINE, cells)));
    }
}
