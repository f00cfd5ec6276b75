package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Command;

/** {@code htmap continue}. */
@Command(name = "continue", description = "Let suspended components go on where they were stopped.")
final class ContinueCommand extends ActionCommand {
    ContinueCommand() {
        super("continued");
    }

    @Override
    int act(ComponentMap<?, ?> map, ComponentSelection selected) {
        return selected.apply(map, map::unsuspend, map::unsuspend);
    }
}
