package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Command;

/** {@code htmap vacate}. */
@Command(name = "vacate", description = "Evict running components; they run again from what they saved.")
final class VacateCommand extends ActionCommand {
    VacateCommand() {
        super("vacated");
    }

    @Override
    int act(ComponentMap<?, ?> map, ComponentSelection selected) {
        return selected.apply(map, map::vacate, map::vacate);
    }
}
