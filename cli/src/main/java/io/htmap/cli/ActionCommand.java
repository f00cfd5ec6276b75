package io.htmap.cli;

import io.htmap.ComponentMap;
import picocli.CommandLine.Mixin;

/** A command that asks the scheduler to do something to components. */
abstract class ActionCommand extends MapsCommand {
    private final String done;

    @Mixin
    private ComponentSelection components = new ComponentSelection();

    /** @param done what was done, for people: {@code vacated} */
    ActionCommand(String done) {
        this.done = done;
    }

    @Override
    void apply(ComponentMap<?, ?> map) {
        int count = act(map, components);
        console().out().println(map.tag() + ": " + done + " " + count + (count == 1 ? " component" : " components"));
    }

    /** Does it, and returns the number of components that it applied to. */
    abstract int act(ComponentMap<?, ?> map, ComponentSelection selected);
}
