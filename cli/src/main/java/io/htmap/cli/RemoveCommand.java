package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code htmap remove}. */
@Command(
        name = "remove",
        description = "End maps and delete them with all their files; with --component, only end components.")
final class RemoveCommand extends MapsCommand {
    @Mixin
    private ComponentSelection components = new ComponentSelection();

    @Option(names = "--force", description = "Remove a map even if it is damaged or its scheduler is away.")
    private boolean force;

    @Override
    void apply(Htmap htmap, String tag) {
        if (force && components.isEmpty()) {
            htmap.forceRemove(tag);
            console().out().println(tag + ": removed");
        } else {
            apply(htmap.load(tag));
        }
    }

    @Override
    void apply(ComponentMap<?, ?> map) {
        if (components.isEmpty()) {
            map.remove();
            console().out().println(map.tag() + ": removed");
        } else {
            int count = components.apply(map, () -> 0, map::removeComponents);
            console().out().println(map.tag() + ": removed " + count + (count == 1 ? " component" : " components"));
        }
    }
}
