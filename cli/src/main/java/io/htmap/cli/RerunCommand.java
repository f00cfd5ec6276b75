package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.HtmapException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code htmap rerun}. */
@Command(
        name = "rerun",
        description = "Run components again that are completed, errored, held or removed: from scratch, or from a"
                + " checkpoint. What they gave before does not count any more.")
final class RerunCommand extends ActionCommand {
    private static final String NEWEST = "newest";

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--incomplete", description = "Only those that are errored, held or removed.")
    private boolean incomplete;

    @Option(
            names = "--from-checkpoint",
            arity = "0..1",
            fallbackValue = NEWEST,
            paramLabel = "GENERATION",
            description =
                    "Go on from the newest checkpoint, or from this one (of one component); see 'htmap checkpoints'.")
    private @Nullable String from;

    RerunCommand() {
        super("queued again");
    }

    /** What follows the option is taken for its value, also if it was meant as a tag. */
    @Override
    void checkSelection() {
        if (from != null && !from.equals(NEWEST) && !from.matches("[1-9]\\d{0,8}")) {
            throw refusal("'" + from + "' is no number of a checkpoint; give the TAG before --from-checkpoint");
        }
        super.checkSelection();
    }

    @Override
    int act(ComponentMap<?, ?> map, ComponentSelection selected) {
        if (incomplete && (!selected.isEmpty() || from != null)) {
            throw refusal("--incomplete chooses the components, and has them start from scratch: leave it away, or"
                    + " --component and --from-checkpoint beside it");
        }
        if (incomplete) {
            return map.rerunIncomplete();
        }
        if (from == null) {
            return selected.apply(map, map::rerun, map::rerun);
        }
        int[] components = selected.components(map);
        if (from.equals(NEWEST)) {
            return map.rerunFromCheckpoint(components[0], Arrays.copyOfRange(components, 1, components.length));
        }
        if (components.length != 1) {
            throw new HtmapException("a checkpoint is that of one component: name it with --component");
        }
        map.rerunFrom(components[0], Integer.parseInt(from));
        return 1;
    }

    private ParameterException refusal(String message) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
    }
}
