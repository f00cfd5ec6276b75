package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Command;

/** {@code htmap release}. */
@Command(name = "release", description = "Let held components go on.")
final class ReleaseCommand extends ActionCommand {
    ReleaseCommand() {
        super("released");
    }

    @Override
    int act(ComponentMap<?, ?> map, ComponentSelection selected) {
        return selected.apply(map, map::release, map::release);
    }
}
