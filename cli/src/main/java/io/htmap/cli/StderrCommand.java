package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Command;

/** {@code htmap stderr}. */
@Command(name = "stderr", description = "Show what a component wrote to its standard error, as it is.")
final class StderrCommand extends OutputCommand {
    @Override
    String ofAll(ComponentMap<?, ?> map, int component) {
        return map.stderr(component);
    }

    @Override
    String ofOne(ComponentMap<?, ?> map, int component, int attempt) {
        return map.stderr(component, attempt);
    }
}
