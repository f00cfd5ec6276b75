package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Command;

/** {@code htmap stdout}. */
@Command(name = "stdout", description = "Show what a component wrote to its standard output, as it is.")
final class StdoutCommand extends OutputCommand {
    @Override
    String ofAll(ComponentMap<?, ?> map, int component) {
        return map.stdout(component);
    }

    @Override
    String ofOne(ComponentMap<?, ?> map, int component, int attempt) {
        return map.stdout(component, attempt);
    }
}
