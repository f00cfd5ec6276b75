package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Command;

/** {@code htmap suspend}. */
@Command(name = "suspend", description = "Stop running components where they are, until they are continued.")
final class SuspendCommand extends ActionCommand {
    SuspendCommand() {
        super("suspended");
    }

    @Override
    int act(ComponentMap<?, ?> map, ComponentSelection selected) {
        return selected.apply(map, map::suspend, map::suspend);
    }
}
