package io.htmap.cli;

import io.htmap.ComponentError;
import io.htmap.ComponentMap;
import io.htmap.Hold;
import io.htmap.Status;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code htmap errors}. */
@Command(name = "errors", description = "Show the reports of components whose function threw, and why others are held.")
final class ErrorsCommand extends MapsCommand {
    @Mixin
    private ComponentSelection components = new ComponentSelection();

    @Override
    void apply(ComponentMap<?, ?> map) {
        List<Status> statuses = map.statuses();
        for (int component : components.components(map)) {
            if (statuses.get(component) == Status.ERRORED) {
                map.error(component).ifPresent(error -> print(map, error));
            } else if (statuses.get(component) == Status.HELD) {
                int held = component;
                map.holdReason(held).ifPresent(hold -> print(map, held, hold));
            }
        }
    }

    private void print(ComponentMap<?, ?> map, int component, Hold hold) {
        console()
                .out()
                .println("== map " + map.tag() + ", component " + component + ": held, code " + hold.code() + "."
                        + hold.subcode());
        console().out().println(Printable.text(hold.reason()));
        console().out().println("advice: " + Printable.text(hold.advice()));
    }

    private void print(ComponentMap<?, ?> map, ComponentError error) {
        console()
                .out()
                .println("== map " + map.tag() + ", component " + error.component() + ", attempt " + error.attempt()
                        + ": " + error.type());
        console().out().println(Printable.text(error.report()).stripTrailing());
    }
}
