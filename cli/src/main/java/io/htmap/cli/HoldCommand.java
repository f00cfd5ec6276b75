package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Command;

/** {@code htmap hold}. */
@Command(name = "hold", description = "Set components aside, with what they saved, until they are released.")
final class HoldCommand extends ActionCommand {
    HoldCommand() {
        super("held");
    }

    @Override
    int act(ComponentMap<?, ?> map, ComponentSelection selected) {
        return selected.apply(map, map::hold, map::hold);
    }
}
