package io.htmap.cli;

import io.htmap.ComponentMap;
import io.htmap.Htmap;
import io.htmap.HtmapException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that shows what a component wrote, as it is. */
abstract class OutputCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "TAG", description = "Tag of the map.")
    private @Nullable String tag;

    @Parameters(index = "1", paramLabel = "COMPONENT", description = "Index of the component, from 0.")
    private int component;

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "Only what this attempt wrote, from 1; by default all attempts, one after the other.")
    private @Nullable Integer attempt;

    @Override
    public Integer call() {
        try (Htmap htmap = open()) {
            ComponentMap<?, ?> map = htmap.load(Objects.requireNonNull(tag));
            ComponentSelection.check(map, component);
            if (attempt == null) {
                console().raw(ofAll(map, component));
            } else {
                check(map, attempt);
                console().raw(ofOne(map, component, attempt));
            }
            return ExitCode.SUCCESS.code();
        }
    }

    private void check(ComponentMap<?, ?> map, int number) {
        int attempts = map.attempts(component).size();
        if (number < 1 || number > attempts) {
            throw new HtmapException("component " + component + " of map '" + map.tag() + "' has no attempt " + number
                    + "; so far it had " + attempts);
        }
    }

    /** Returns what all attempts wrote. */
    abstract String ofAll(ComponentMap<?, ?> map, int component);

    /** Returns what one attempt wrote. */
    abstract String ofOne(ComponentMap<?, ?> map, int component, int attempt);
}
